// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * @typedef {'none'|'light'|'strong'} BackgroundChoice
 * @typedef {'rate'|'size'|'blur'|'plain'} StepWord  what a step takes away
 *
 * @typedef {object} Quality
 * @property {number} every  a new mask for every so manieth picture
 * @property {number} width  of the mask
 * @property {number} height
 * @property {number} sharpness  of the blurred room: a part of its usual size; 0 for a plain ground
 */

/** @type {(Quality & {word: StepWord|null})[]} from the best down */
export const steps = [
  { every: 1, width: 256, height: 144, sharpness: 1, word: null },
  { every: 2, width: 256, height: 144, sharpness: 1, word: 'rate' },
  { every: 3, width: 256, height: 144, sharpness: 1, word: 'rate' },
  { every: 3, width: 192, height: 112, sharpness: 1, word: 'size' },
  { every: 3, width: 128, height: 80, sharpness: 1, word: 'size' },
  { every: 3, width: 128, height: 80, sharpness: 0.5, word: 'blur' },
  { every: 3, width: 128, height: 80, sharpness: 0, word: 'plain' },
];

/**
 * How much this machine is asked for. It steps down when the pictures' work leaves no time between them, and tries the
 * step above again when there was much time for long; each try that fails makes the next one later.
 */
export class BackgroundSteps {
  /** Milliseconds that are looked at together. */
  static span = 1500;
  /** Shares of the time that are too much, and little enough for more. */
  static tooMuch = 0.85;
  static little = 0.4;
  static calm = 20_000;

  #index = 0;
  /** @type {number|null} */
  #since = null;
  #busy = 0;
  #pictures = 0;
  /** @type {number|null} */
  #calmSince = null;
  #patience = BackgroundSteps.calm;
  #climbedAt = -Infinity;
  /** @type {Set<StepWord>} */
  #told = new Set();

  /** @returns {Quality} */
  get quality() {
    return steps[this.#index];
  }

  get index() {
    return this.#index;
  }

  get isLast() {
    return this.#index === steps.length - 1;
  }

  /**
   * One picture has been made.
   *
   * @param {number} now milliseconds
   * @param {number} busy milliseconds of work
   * @returns {{changed: boolean, word: StepWord|null}} a word where the step is to be told, each once
   */
  worked(now, busy) {
    this.#since ??= now - busy;
    this.#busy += busy;
    this.#pictures++;
    const span = now - this.#since;
    if (span < BackgroundSteps.span || this.#pictures < 5) return { changed: false, word: null };
    const share = this.#busy / span;
    this.rest();
    if (share > BackgroundSteps.tooMuch) return this.#down(now);
    if (share > BackgroundSteps.little) this.#calmSince = null;
    else if (this.#calmSince === null) this.#calmSince = now;
    else if (now - this.#calmSince >= this.#patience) return this.#up(now);
    return { changed: false, word: null };
  }

  /** What was measured so far says nothing of what comes: the camera was off, or has just changed. */
  rest() {
    this.#since = null;
    this.#busy = 0;
    this.#pictures = 0;
  }

  /** @param {number} now */
  #down(now) {
    this.#calmSince = null;
    if (now - this.#climbedAt < BackgroundSteps.calm) {
      this.#patience *= 2;
      this.#climbedAt = -Infinity;
    }
    if (this.isLast) return { changed: false, word: null };
    const { word } = steps[++this.#index];
    const isNew = word !== null && !this.#told.has(word);
    if (word) this.#told.add(word);
    return { changed: true, word: isNew ? word : null };
  }

  /** @param {number} now */
  #up(now) {
    this.#calmSince = null;
    if (this.#index === 0) return { changed: false, word: null };
    this.#index--;
    this.#climbedAt = now;
    return { changed: true, word: null };
  }
}
