// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * A tiny typed event source.
 *
 * @template {Record<string, any>} Events names of events and what they carry
 */
export class Emitter {
  /** @type {Map<keyof Events, Set<(value: any) => void>>} */
  #listeners = new Map();

  /**
   * @template {keyof Events} Name
   * @param {Name} name
   * @param {(value: Events[Name]) => void} listener
   * @returns {() => void} removes the listener
   */
  on(name, listener) {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /**
   * One listener that throws does not keep the others from hearing.
   *
   * @template {keyof Events} Name
   * @param {Name} name
   * @param {Events[Name]} value
   */
  emit(name, value) {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      try {
        listener(value);
      } catch (error) {
        queueMicrotask(() => { throw error; });
      }
    }
  }
}

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
