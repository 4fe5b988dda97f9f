// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { byId, show, t, write } from './page.js';

/** @typedef {import('./knocks.js').Appointment} Appointment */

/** An appointment that starts later than this is not told of a delay from here. */
const near = 3 * 3_600_000;

/** Says with a press or two how late the next appointment will begin. */
export class LateTeller {
  #dialog = /** @type {HTMLDialogElement} */ (byId('late'));
  #form = /** @type {HTMLFormElement} */ (byId('late-form'));
  #tell;
  /** @type {Appointment|null} */
  #next = null;

  /** @param {(words: string) => void} tell  says how it went */
  constructor(tell) {
    this.#tell = tell;
    for (const id of ['stage-late', 'room-late']) byId(id).addEventListener('click', () => this.#open());
    byId('late-cancel').addEventListener('click', () => this.#dialog.close());
    for (const choice of this.#form.querySelectorAll('[data-minutes]')) {
      choice.addEventListener('click', () => this.#choose(Number(choice.getAttribute('data-minutes'))));
    }
    this.#form.addEventListener('submit', event => {
      event.preventDefault();
      this.#choose(Number(byId('late-minutes').value));
    });
  }

  /** @param {Appointment|null} next @param {number} now */
  draw(next, now) {
    this.#next = next;
    const isNear = next !== null && next.startsAt - now < near;
    for (const id of ['stage-late', 'room-late']) show(byId(id), isNear);
    const delay = next?.delay ?? 0;
    for (const id of ['stage-delay', 'room-delay']) {
      show(byId(id), delay > 0);
      write(byId(id), t('call_host_late_said', { minutes: delay }));
    }
  }

  /** @param {number} minutes */
  #choose(minutes) {
    if (!Number.isInteger(minutes) || minutes < 1) return byId('late-minutes').focus();
    this.#dialog.close();
    this.#send(minutes);
  }

  #open() {
    const next = this.#next;
    if (!next) return;
    write(byId('late-who'), t('call_host_next_line', { time: next.time, name: next.name }));
    byId('late-minutes').value = '';
    this.#dialog.showModal();
  }

  /** @param {number} minutes */
  async #send(minutes) {
    const next = this.#next;
    if (!next) return;
    const body = new URLSearchParams(/** @type {any} */ (new FormData(this.#form)));
    body.set('minutes', String(minutes));
    let told = false;
    try {
      const address = (this.#form.dataset.action ?? '').replace(':id', next.id);
      const response = await fetch(address, { method: 'POST', body, redirect: 'manual' });
      told = response.ok || response.type === 'opaqueredirect';
    } catch {
      // Said below.
    }
    if (told) next.delay = minutes;
    this.draw(this.#next, next.startsAt);
    this.#tell(told ? t('call_host_late_told', { name: next.name, minutes }) : t('call_command_failed'));
  }
}
