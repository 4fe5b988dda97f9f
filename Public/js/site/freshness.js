// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { systemTimers } from '../call/events.js';

/**
 * Loads what a page shows anew when the server says that it is old: one load after the other, and not one for each of many
 * changes at once. What could not be loaded is loaded later.
 */
export class Freshness {
  /** Milliseconds between two loads. */
  static pause = 1000;
  /** The same after one that failed. */
  static patience = 5000;

  #shown;
  #said;
  #load;
  #timers;
  #isBusy = false;

  /**
   * @param {string} shown what the page was made from
   * @param {() => Promise<void>} load rejects when it may be tried again
   * @param {import('../call/events.js').Timers} [timers]
   */
  constructor(shown, load, timers = systemTimers) {
    this.#shown = this.#said = shown;
    this.#load = load;
    this.#timers = timers;
  }

  /** @param {import('../call/types.js').PageMessage} message */
  hear(message) {
    if (message.type !== 'appointments') return;
    this.#said = message.revision;
    this.#next();
  }

  async #next() {
    if (this.#isBusy || this.#said === this.#shown) return;
    this.#isBusy = true;
    const said = this.#said;
    const isLoaded = await this.#load().then(() => true, () => false);
    if (isLoaded) this.#shown = said;
    this.#timers.after(isLoaded ? Freshness.pause : Freshness.patience, () => {
      this.#isBusy = false;
      this.#next();
    });
  }
}
