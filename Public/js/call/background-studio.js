// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { BackgroundCover } from './background-cover.js';
import { BackgroundEngine, BackgroundError } from './background-engine.js';
import { BackgroundPipeline } from './background-pipeline.js';

/**
 * @typedef {import('./background-steps.js').BackgroundChoice} BackgroundChoice
 * @typedef {import('./background-engine.js').BackgroundProblem} BackgroundProblem
 *
 * @typedef {{type: 'state', covered: boolean, problem: BackgroundProblem|null}
 *   |{type: 'step', word: import('./background-steps.js').StepWord}
 *   |{type: 'beat', pictures: number, step: number, times: Record<string, number>}
 *   |{type: 'want'}|{type: 'picture', picture: ImageBitmap}} StudioMessage  what the worker says
 *
 * @typedef {{type: 'open', folder: string, choice: BackgroundChoice}
 *   |{type: 'choice', choice: BackgroundChoice}|{type: 'sink', writable: WritableStream}
 *   |{type: 'source', readable: ReadableStream}|{type: 'pace', on: boolean}|{type: 'frame', frame: any}} StudioOrder
 */

/** Milliseconds between signs of life. */
const beat = 250;
/** Between the pictures that are asked for where the browser has no streams of them. */
const pace = 33;
/** How often a lost graphics card is asked for again, and how long after. */
const tries = 3;
const betweenTries = 1000;
/** An engine that needs so many milliseconds for its smallest mask is too slow for a moving picture. */
const tooSlow = 150;
/** So many pictures in a row that could not be made, and the worker gives no sign of life any more: another one begins. */
const tooMany = 30;

/** The worker's inside: owns engine, canvas and streams, and never lets a clear picture out. */
export class BackgroundStudio {
  #say;
  /** @type {BackgroundChoice} */
  #choice = 'light';
  /** @type {BackgroundPipeline|null} */
  #pipeline = null;
  #cover = new BackgroundCover();
  /** @type {BackgroundEngine|null} */
  #engine = null;
  /** @type {BackgroundProblem|null} */
  #problem = null;
  #told = '';
  /** @type {WritableStreamDefaultWriter|null} */
  #writer = null;
  #pictures = 0;
  #lost = 0;
  #lostAt = -Infinity;
  #slow = 0;
  /** @type {Record<string, number>} */
  #times = {};
  #pacing = 0;
  #failures = 0;

  /** @param {(message: StudioMessage, transfer?: Transferable[]) => void} say */
  constructor(say) {
    this.#say = say;
    setInterval(() => this.#beat(), beat);
  }

  /** @param {StudioOrder} order */
  hear(order) {
    switch (order.type) {
      case 'open': this.#open(order.folder, order.choice); break;
      case 'choice': this.#choose(order.choice); break;
      case 'sink': this.#writer = order.writable.getWriter(); break;
      case 'source': this.#flow(order.readable.getReader()).catch(() => { this.#failures = Infinity; }); break;
      case 'pace': this.#pace(order.on); break;
      case 'frame': this.#answer(order.frame); break;
    }
  }

  /** @param {string} folder @param {BackgroundChoice} choice */
  async #open(folder, choice) {
    this.#choose(choice);
    this.#makePipeline();
    try {
      this.#engine = await BackgroundEngine.load(folder);
      this.#engine.prepare(256, 144);
      this.#pipeline?.use(this.#engine);
      this.#pipeline?.warm();
    } catch (error) {
      this.#engine = null;
      this.#problem = error instanceof BackgroundError ? error.problem : 'unknown';
      this.#tell();
    }
  }

  /** @param {BackgroundChoice} choice */
  #choose(choice) {
    this.#choice = choice;
    if (this.#pipeline) this.#pipeline.choice = choice;
  }

  #makePipeline() {
    try {
      this.#pipeline = new BackgroundPipeline(new OffscreenCanvas(16, 16));
      this.#pipeline.choice = this.#choice;
      if (this.#engine) this.#pipeline.use(this.#engine);
      if (this.#problem === 'no_webgl') this.#problem = null;
    } catch {
      this.#pipeline = null;
      this.#problem ??= 'no_webgl';
      this.#tell();
    }
  }

  /**
   * One camera's pictures, until it ends or another one comes.
   *
   * @param {ReadableStreamDefaultReader<any>} reader
   */
  async #flow(reader) {
    this.#pipeline?.rest();
    for (;;) {
      const { value: frame, done } = await reader.read();
      if (done) return;
      const { timestamp } = frame;
      const picture = this.#make(frame, canvas => new VideoFrame(canvas, { timestamp, alpha: 'discard' }));
      if (picture) await this.#writer?.write(picture);
    }
  }

  /** @param {boolean} on */
  #pace(on) {
    clearInterval(this.#pacing);
    this.#pipeline?.rest();
    if (on) this.#pacing = setInterval(() => this.#say({ type: 'want' }), pace);
  }

  /** @param {any} frame a picture of the paced kind; goes back as a bitmap */
  #answer(frame) {
    const picture = this.#make(frame, canvas => canvas.transferToImageBitmap());
    if (picture) this.#say({ type: 'picture', picture }, [picture]);
  }

  /**
   * What leaves in the place of a camera's picture, which is let go. One that cannot be made is left out.
   *
   * @template Picture
   * @param {any} frame
   * @param {(canvas: OffscreenCanvas) => Picture} wrap
   * @returns {Picture|null}
   */
  #make(frame, wrap) {
    const started = performance.now();
    try {
      const picture = wrap(this.#draw(frame, frame.displayWidth ?? frame.width, frame.displayHeight ?? frame.height));
      this.#made(started);
      this.#failures = 0;
      return picture;
    } catch {
      this.#failures++;
      return null;
    } finally {
      frame.close();
    }
  }

  /**
   * @param {any} frame
   * @param {number} width @param {number} height
   * @returns {OffscreenCanvas}
   */
  #draw(frame, width, height) {
    this.#mend();
    const pipeline = this.#pipeline;
    try {
      pipeline?.draw(frame, width, height);
      if (pipeline && !pipeline.isLost) return pipeline.canvas;
    } catch (error) {
      this.#giveUp(pipeline, error);
    }
    this.#cover.draw(frame, width, height);
    return this.#cover.canvas;
  }

  /**
   * Something broke in the middle of a picture: from now on all of it is covered.
   *
   * @param {BackgroundPipeline|null} pipeline
   * @param {unknown} error
   */
  #giveUp(pipeline, error) {
    if (pipeline?.isLost) return;
    this.#pipeline = null;
    this.#problem = error instanceof BackgroundError ? error.problem : 'unknown';
    this.#tell();
  }

  /** @param {number} started */
  #made(started) {
    const busy = performance.now() - started;
    this.#pictures++;
    const pipeline = this.#pipeline;
    if (!pipeline) return;
    this.#times = { ...pipeline.times, all: busy };
    const word = pipeline.worked(busy);
    if (word) this.#say({ type: 'step', word });
    this.#judgeSpeed(pipeline);
    this.#tell();
  }

  /** @param {BackgroundPipeline} pipeline */
  #judgeSpeed({ times, isLast }) {
    this.#slow = isLast && times.run > tooSlow ? this.#slow + 1 : 0;
    if (this.#slow === 30) this.#problem = 'slow';
    else if (!isLast && this.#problem === 'slow') this.#problem = null;
  }

  /** The graphics card may be taken away at any time: a new canvas may get it back, if not at once. */
  #mend() {
    if (this.#pipeline ? !this.#pipeline.isLost : this.#problem !== 'lost') return;
    const now = performance.now();
    if (now - this.#lostAt < betweenTries) return;
    this.#lostAt = now;
    this.#problem = 'lost';
    this.#tell();
    if (this.#lost++ >= tries) return;
    this.#makePipeline();
    if (this.#pipeline && !this.#pipeline.isLost) this.#problem = null;
  }

  /** What the person should know, when it changes. */
  #tell() {
    const covered = !this.#pipeline || this.#pipeline.isLost || this.#pipeline.isCovered;
    const told = `${covered} ${this.#problem}`;
    if (told === this.#told) return;
    this.#told = told;
    this.#say({ type: 'state', covered, problem: this.#problem });
  }

  #beat() {
    if (this.#failures >= tooMany) return;
    this.#say({ type: 'beat', pictures: this.#pictures, step: this.#pipeline?.step ?? 0, times: this.#times });
  }
}
