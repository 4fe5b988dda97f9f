// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { BackgroundCompositor } from './background-compositor.js';
import { BackgroundCover } from './background-cover.js';
import { BackgroundMask } from './background-mask.js';
import { BackgroundSteps } from './background-steps.js';

/**
 * @typedef {import('./background-steps.js').BackgroundChoice} BackgroundChoice
 * @typedef {import('./background-steps.js').StepWord} StepWord
 * @typedef {Pick<import('./background-engine.js').BackgroundEngine, 'prepare'|'input'|'run'>} Engine
 * @typedef {'take'|'read'|'run'|'mask'|'draw'} Stage
 */

/** Pixels of the blurred room's width: the fewer, the stronger. */
const across = { none: 0, light: 192, strong: 96 };

/** From one camera picture to the one that leaves: without an engine everything is covered. */
export class BackgroundPipeline {
  #canvas;
  #compositor;
  #now;
  /** @type {Engine|null} */
  #engine = null;
  /** @type {BackgroundMask|null} */
  #mask = null;
  #size = 0;
  #turn = 0;
  #steps = new BackgroundSteps();
  /** @type {BackgroundChoice} */
  choice = 'light';
  /** Milliseconds of each stage of the last picture. @type {Record<Stage, number>} */
  times = { take: 0, read: 0, run: 0, mask: 0, draw: 0 };

  /**
   * @param {OffscreenCanvas} canvas that pictures are drawn on
   * @param {() => number} now milliseconds
   * @throws where there is no WebGL 2
   */
  constructor(canvas, now = () => performance.now()) {
    this.#canvas = canvas;
    this.#compositor = new BackgroundCompositor(canvas);
    this.#now = now;
  }

  get canvas() {
    return this.#canvas;
  }

  get isLost() {
    return this.#compositor.isLost;
  }

  get step() {
    return this.#steps.index;
  }

  /** Whether there is nothing left to step down to. */
  get isLast() {
    return this.#steps.isLast;
  }

  /** Whether the person is told from the room. */
  get isCovered() {
    return this.#mask === null;
  }

  /** @param {Engine} engine */
  use(engine) {
    this.#engine = engine;
    this.#size = 0;
  }

  /** A first picture takes longer, because only then the graphics card's programs are made ready. */
  warm() {
    for (let turn = 0; turn < 2; turn++) this.draw(new ImageData(16, 16), 16, 16);
    this.rest();
  }

  /** The camera paused, or is another one. */
  rest() {
    this.#steps.rest();
    this.#mask?.forget();
    this.#turn = 0;
  }

  /**
   * Draws one picture onto the canvas.
   *
   * @param {TexImageSource} frame
   * @param {number} width @param {number} height
   */
  draw(frame, width, height) {
    const started = this.#now();
    // A camera that was turned shows another scene: no mask of the former one may be laid over it.
    if (this.#canvas.width !== width || this.#canvas.height !== height) this.rest();
    this.#compositor.take(frame, width, height);
    const taken = this.#now();
    this.times.take = taken - started;
    const { every, sharpness } = this.#steps.quality;
    if (this.#engine && this.#turn++ % every === 0) this.#look(this.#engine);
    const looked = this.#now();
    const wide = this.#mask === null ? BackgroundCover.across : Math.round(across[this.choice] * sharpness);
    this.#compositor.draw(wide);
    this.times.draw = this.#now() - looked;
  }

  /**
   * A picture has gone out, after so many milliseconds of work.
   *
   * @param {number} busy
   * @returns {StepWord|null} what there is less of from now on, to be told
   */
  worked(busy) {
    return this.#engine ? this.#steps.worked(this.#now(), busy).word : null;
  }

  /** @param {Engine} engine */
  #look(engine) {
    const { width, height } = this.#steps.quality;
    if (this.#size !== width) {
      engine.prepare(width, height);
      this.#mask = new BackgroundMask(width, height);
      this.#size = width;
    }
    const mask = /** @type {BackgroundMask} */ (this.#mask);
    const before = this.#now();
    const { input } = engine;
    this.#compositor.read(input, width, height);
    const read = this.#now();
    const found = engine.run();
    const run = this.#now();
    mask.take(found, engine.input);
    this.#compositor.learn(mask.coefficients, width, height);
    const done = this.#now();
    Object.assign(this.times, { read: read - before, run: run - read, mask: done - run });
  }
}
