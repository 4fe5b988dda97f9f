// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { systemTimers } from '../call/events.js';

/** Says one thing after the other in a live region; none takes the place of one that nobody has heard yet. */
export class Announcer {
  /** Milliseconds that the region is empty before each: a sentence said twice is a change only then. */
  static pause = 60;
  /** Milliseconds that each stands at least. */
  static patience = 1000;

  #region;
  #timers;
  /** @type {string[]} */
  #waiting = [];
  #isSpeaking = false;

  /** @param {{textContent: string|null}} region @param {import('../call/events.js').Timers} [timers] */
  constructor(region, timers = systemTimers) {
    this.#region = region;
    this.#timers = timers;
  }

  /** @param {string} text */
  say(text) {
    if (this.#waiting.at(-1) === text) return;
    this.#waiting.push(text);
    if (!this.#isSpeaking) this.#next();
  }

  #next() {
    const text = this.#waiting.shift();
    this.#isSpeaking = text !== undefined;
    if (text === undefined) return;
    this.#region.textContent = '';
    this.#timers.after(Announcer.pause, () => {
      this.#region.textContent = text;
      this.#timers.after(Announcer.patience, () => this.#next());
    });
  }
}
