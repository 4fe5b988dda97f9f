// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * @typedef {object} Timers  time, so that tests need not sleep
 * @property {() => number} now  milliseconds of this machine's clock
 * @property {(milliseconds: number, action: () => void) => () => void} after  returns what cancels it
 */

/** @type {Timers} */
export const systemTimers = {
  now: () => Date.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};

/**
 * The server's clock as this machine can know it. A message is never early, only late, so the largest difference seen
 * is the best; a difference that leaps means that this machine's clock was set.
 */
export class ServerClock {
  static #leap = 5000;
  #timers;
  /** @type {number|null} */
  #offset = null;

  /** @param {Timers} timers */
  constructor(timers = systemTimers) {
    this.#timers = timers;
  }

  /** @param {number} serverNow the `now` of a message that has just come */
  hear(serverNow) {
    const offset = serverNow - this.#timers.now();
    const leapt = this.#offset !== null && Math.abs(offset - this.#offset) > ServerClock.#leap;
    this.#offset = this.#offset === null || leapt ? offset : Math.max(offset, this.#offset);
  }

  /** The server's time, in milliseconds since 1970. */
  now() {
    return this.#timers.now() + (this.#offset ?? 0);
  }

  /**
   * @param {number|null|undefined} deadline an instant of the server's clock
   * @returns {number|null} whole seconds until then, rounded up, never negative
   */
  secondsUntil(deadline) {
    return secondsBetween(this.now(), deadline);
  }
}

/**
 * @param {number} now
 * @param {number|null|undefined} deadline
 */
export function secondsBetween(now, deadline) {
  return deadline === null || deadline === undefined ? null : Math.max(0, Math.ceil((deadline - now) / 1000));
}
