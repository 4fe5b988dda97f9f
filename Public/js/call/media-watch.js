// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { Emitter, systemTimers } from './events.js';

/**
 * @typedef {'relay'|'sound'|'phone'} RescueStep  relay only, then sound only, then the help phone number
 * @typedef {{audio: boolean, video: boolean}} Expected
 * @typedef {import('./media-counters.js').MediaCounters} MediaCounters
 *
 * @typedef {object} MediaWatchEvents
 * @property {null} arrived  media come, for the first time since `start` or `again`
 * @property {null} flow  every 10 s while media come
 * @property {null} lost
 * @property {null} back
 * @property {'audio'|'video'} oneWay  3 s after connecting, this should come and does not
 * @property {RescueStep|null} step
 *
 * @typedef {object} MediaWatchOptions
 * @property {() => Promise<MediaCounters>} read
 * @property {() => Expected} expected  what the other side sends by its own account
 * @property {() => boolean} isConnected  counts as media while the other side sends nothing
 * @property {() => boolean} hasRelay
 * @property {() => boolean} [hasLine]  to the server: without it no step can help, and their time does not run
 * @property {import('./events.js').Timers} [timers]
 */

/**
 * The next rescue after so long without media: 15 s for each step, and no step to a relay where there is none.
 *
 * @param {number} silent milliseconds
 * @param {boolean} hasRelay
 * @returns {RescueStep|null}
 */
export function rescueStep(silent, hasRelay) {
  /** @type {RescueStep[]} */
  const steps = hasRelay ? ['relay', 'sound', 'phone'] : ['sound', 'phone'];
  return steps[Math.min(Math.floor(silent / MediaWatch.patience), steps.length) - 1] ?? null;
}

/**
 * Watches by packet counters whether the other side's media come.
 *
 * @extends {Emitter<MediaWatchEvents>}
 */
export class MediaWatch extends Emitter {
  static patience = 15_000;
  static flowEvery = 10_000;
  static verifyAfter = 3000;
  static lostAfter = 2500;

  #options;
  #timers;
  #running = 0;
  #arrived = false;
  #lost = false;
  #aliveAt = 0;
  #helplessAt = -Infinity;
  #flowAt = 0;
  /** @type {{at: number, expected: Expected}|null} */
  #verification = null;
  /** @type {RescueStep|null} */
  #step = null;
  /** @type {MediaCounters|null} */
  #last = null;
  #grewAt = { audio: -Infinity, video: -Infinity };
  /** @type {() => void} */
  #cancel = () => {};

  /** @param {MediaWatchOptions} options */
  constructor(options) {
    super();
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
  }

  start() {
    this.stop();
    const now = this.#timers.now();
    this.#running += 1;
    this.#arrived = this.#lost = false;
    this.#aliveAt = now;
    this.#flowAt = now;
    this.#step = this.#last = this.#verification = null;
    this.#grewAt = { audio: -Infinity, video: -Infinity };
    this.#next();
  }

  /** Says `arrived` once more when media come: the server has to be told again. */
  again() {
    this.#arrived = false;
    this.#next();
  }

  /** The connection has just come (back): in 3 s, with a line all the while, what is expected must come. */
  verify() {
    this.#verification = { at: this.#timers.now() + MediaWatch.verifyAfter, expected: this.#options.expected() };
  }

  stop() {
    this.#running += 1;
    this.#cancel();
  }

  #next() {
    this.#cancel();
    const run = this.#running;
    this.#cancel = this.#timers.after(this.#arrived ? 1000 : 250, async () => {
      const counters = await this.#options.read().catch(() => null);
      if (run !== this.#running) return;
      if (counters) this.#look(counters);
      if (run === this.#running) this.#next();
    });
  }

  /** @param {MediaCounters} counters */
  #look(counters) {
    const now = this.#timers.now();
    const { audio = 0, video = 0 } = this.#last ?? {};
    this.#last = counters;
    if (this.#options.hasLine?.() === false) this.#helplessAt = now;
    if (counters.audio > audio) this.#grewAt.audio = now;
    if (counters.video > video) this.#grewAt.video = now;
    const expected = this.#options.expected();
    const quiet = !expected.audio && !expected.video && this.#options.isConnected();
    if (quiet || this.#grewAt.audio === now || this.#grewAt.video === now) this.#alive(now);
    else this.#silent(now);
    this.#verifyNow(now, expected);
  }

  /** @param {number} now */
  #alive(now) {
    this.#aliveAt = now;
    if (this.#lost) {
      this.#lost = false;
      this.emit('back', null);
    }
    this.#setStep(null);
    if (!this.#arrived) {
      this.#arrived = true;
      this.emit('arrived', null);
    }
    if (now - this.#flowAt < MediaWatch.flowEvery) return;
    this.#flowAt = now;
    this.emit('flow', null);
  }

  /** @param {number} now */
  #silent(now) {
    const silent = now - this.#aliveAt;
    if (this.#arrived && !this.#lost && silent >= MediaWatch.lostAfter) {
      this.#lost = true;
      this.emit('lost', null);
    }
    if (this.#helplessAt === now) return;
    this.#setStep(rescueStep(now - Math.max(this.#aliveAt, this.#helplessAt), this.#options.hasRelay()));
  }

  /** @param {RescueStep|null} step */
  #setStep(step) {
    if (step === this.#step) return;
    this.#step = step;
    this.emit('step', step);
  }

  /** @param {number} now @param {Expected} expected */
  #verifyNow(now, expected) {
    const verification = this.#verification;
    if (!verification || now < Math.max(verification.at, this.#helplessAt + MediaWatch.verifyAfter)) return;
    this.#verification = null;
    for (const kind of /** @type {const} */ (['audio', 'video'])) {
      const wanted = expected[kind] && verification.expected[kind];
      if (wanted && this.#grewAt[kind] < now - MediaWatch.verifyAfter + 1000) return this.emit('oneWay', kind);
    }
  }
}
