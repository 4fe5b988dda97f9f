// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { BackgroundEffect } from '../call/background-effect.js';
import { hasVectors } from '../call/background-engine.js';
import { StillPicture } from '../call/background-still.js';
import { PacedWay, StreamWay, hasStreams } from '../call/background-way.js';
import { byId, data, make, say, setTool, show, t, write } from './page.js';

/**
 * @typedef {import('../call/background-steps.js').BackgroundChoice} BackgroundChoice
 * @typedef {import('../call/background-engine.js').BackgroundProblem} BackgroundProblem
 */

const buttons = ['tool-blur', 'call-blur'];

/** What is done to the room behind: the choice, the effect, and what it has to say. */
export class Background {
  #setUp;
  effect;
  /** @type {string|null} */
  #said = null;

  /** @param {import('./set-up.js').SetUp} setUp */
  constructor(setUp) {
    this.#setUp = setUp;
    const createVideo = () => /** @type {HTMLVideoElement} */ (make('video'));
    const createCanvas = () => /** @type {HTMLCanvasElement} */ (make('canvas'));
    this.effect = new BackgroundEffect({
      // The files may have gone since a blur was chosen: then everything stays covered, and it is said why.
      folder: data.blur ?? new URL('../../blur', import.meta.url).href,
      createWorker: () => new Worker(new URL('../call/background-worker.js', import.meta.url), { type: 'module' }),
      createWay: say => (hasStreams() ? new StreamWay(say) : new PacedWay(say, createVideo(), createCanvas())),
      createStill: () => new StillPicture(createCanvas()),
    }, setUp.remembered.background);
    this.#listen();
    this.#draw();
  }

  /** @param {MediaStreamTrack|null} camera */
  dress(camera) {
    return this.effect.dress(camera);
  }

  /** Shows the choice. */
  open() {
    const { choice } = this.effect.state;
    byId(`background-${choice}`).checked = true;
    const problem = choice === 'none' ? this.#missing() : null;
    for (const kind of ['light', 'strong']) byId(`background-${kind}`).disabled = problem !== null;
    if (problem) write(byId('background-note'), t(`call_blur_problem_${problem}`));
    else this.#draw();
    if (!problem && !this.#blursItself) this.effect.prepare();
    byId('background').showModal();
    // Else the first one would have the focus, which is not what is chosen.
    byId(`background-${choice}`).focus();
  }

  #listen() {
    const { effect } = this;
    const { devices } = this.#setUp;
    effect.on('change', () => this.#draw());
    effect.on('step', word => this.#setUp.tell(t(`call_blur_step_${word}`)));
    effect.on('track', () => devices.wear(camera => this.dress(camera)));
    byId('background-choices').addEventListener('change', (/** @type {Event} */ { target }) => {
      this.#choose(/** @type {BackgroundChoice} */ (/** @type {HTMLInputElement} */ (target).value));
    });
    byId('background').addEventListener('close', () => effect.release());
    byId('background').addEventListener('click', (/** @type {Event} */ { target }) => {
      if (target === byId('background')) byId('background').close();
    });
  }

  /** @param {BackgroundChoice} choice */
  async #choose(choice) {
    this.#setUp.remembered.background = choice;
    this.effect.choose(choice);
    await this.#setUp.devices.wear(camera => this.dress(camera));
    this.#draw();
  }

  /** @returns {BackgroundProblem|null} what this browser lacks */
  #missing() {
    if (this.#blursItself) return null;
    if (!hasVectors()) return 'no_simd';
    if (!('OffscreenCanvas' in window && 'VideoFrame' in window)) return 'no_webgl';
    const probe = new OffscreenCanvas(1, 1).getContext('webgl2');
    probe?.getExtension('WEBGL_lose_context')?.loseContext();
    return probe ? null : 'no_webgl';
  }

  get #blursItself() {
    const camera = /** @type {any} */ (this.#setUp.devices.camera);
    return camera?.getCapabilities?.().backgroundBlur?.includes(true) === true;
  }

  #draw() {
    const { choice, phase, problem } = this.effect.state;
    const label = t('call_blur_now', { choice: t(`call_blur_${choice}`) });
    // The device test has no call.
    for (const button of buttons.map(byId).filter(Boolean)) {
      setTool(button, { icon: 'blur', label, short: t('call_blur_short'), off: problem !== null });
      // Where a blur was chosen there must be a way to take it back.
      if (choice !== 'none') show(button, true);
    }
    const words = problem ? `${t(`call_blur_problem_${problem}`)} ${phase === 'covered' ? t('call_blur_covered') : ''}`.trim()
      : phase === 'covered' ? t('call_blur_starting') : '';
    write(byId('background-note'), words || t('call_blur_hint'));
    write(byId('blur-note'), words);
    show(byId('blur-note'), words !== '');
    this.#tell(problem ? words : phase === 'blurred' ? t('call_blur_on') : phase === 'off' ? t('call_blur_off') : null,
      problem !== null);
  }

  /**
   * What has changed, once; what is no trouble is only said.
   *
   * @param {string|null} words @param {boolean} isTrouble
   */
  #tell(words, isTrouble) {
    const before = this.#said;
    if (words === null || words === before) return;
    this.#said = words;
    if (before === null && words === t('call_blur_off')) return;
    if (isTrouble) this.#setUp.tell(words);
    else say(words);
  }
}
