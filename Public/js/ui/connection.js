// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { RelayTest } from '../call/relay-test.js';
import { byId, data, make, show, t, write } from './page.js';

/**
 * @typedef {import('../call/relay-test.js').RelayVerdict} RelayVerdict
 */

/** Whether a call gets through from here: one sentence first, each way behind a disclosure. */
export class ConnectionCheck {
  onChange = () => {};
  #test = new RelayTest({ url: data.relayTest ?? '' });
  #isStopped = false;
  #isQuiet;

  /** @param {{isQuiet?: boolean}} options quiet where people have other things in mind: only what is known is said */
  constructor({ isQuiet = false } = {}) {
    this.#isQuiet = isQuiet;
    this.#test.on('change', () => this.#draw());
    byId('connection-retry').addEventListener('click', () => {
      this.run().catch(() => {});
      byId('connection-words').focus();
    });
  }

  /** @returns {RelayVerdict} */
  get verdict() {
    return this.#test.verdict;
  }

  get words() {
    return byId('connection-words').textContent;
  }

  async run() {
    this.#isStopped = false;
    await this.#test.run();
  }

  /** The call comes: what has not been found out by now is not needed any more. */
  stop() {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#test.stop();
    if (this.#test.isRunning) show(byId('connection'), false);
  }

  #draw() {
    const { verdict } = this;
    const title = {
      running: t('call_connection_running'), good: t('call_connection_good'), slow: t('call_connection_good'),
      blocked: t('call_connection_blocked'), unknown: t('call_connection_unknown'), absent: '',
    };
    const marks = { running: 'wait', good: 'check', slow: 'check', blocked: 'care', unknown: 'care', absent: 'wait' };
    byId('connection').dataset.state = verdict;
    byId('connection-mark').setAttribute('href', `#icon-${marks[verdict]}`);
    write(byId('connection-words'), title[verdict]);
    write(byId('connection-advice'), this.#advice());
    show(byId('connection-advice'), this.#advice() !== '');
    show(byId('connection-steps'), verdict === 'blocked' || verdict === 'unknown');
    byId('connection-ways').replaceChildren(...this.#ways());
    show(byId('connection-ways').closest('details'), verdict !== 'unknown');
    show(byId('connection'), verdict !== 'absent' && !(this.#isQuiet && verdict === 'unknown'));
    this.onChange();
  }

  #advice() {
    const { verdict } = this;
    if (verdict === 'slow') return t('call_connection_slow');
    if (verdict === 'unknown') return t('call_connection_unknown_text');
    if (verdict !== 'blocked') return '';
    const phone = data.helpPhone ? ` ${t('call_connection_blocked_phone', { phone: data.helpPhone })}` : '';
    return t('call_connection_blocked_text') + phone;
  }

  #ways() {
    const names = { udp: t('call_connection_udp'), tcp: t('call_connection_tcp'), tls: t('call_connection_tls') };
    return this.#test.results.map(({ transport, state, roundTrip }) => {
      const words = {
        running: t('call_connection_way_running'), bad: t('call_connection_way_bad'),
        good: t('call_connection_way_good', { milliseconds: roundTrip ?? '' }),
      };
      return make('li', { 'data-way': transport, 'data-state': state },
        make('span', {}, names[transport]), make('strong', {}, words[state]));
    });
  }
}
