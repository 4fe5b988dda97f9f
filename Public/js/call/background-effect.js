// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { Emitter, systemTimers } from './events.js';

/**
 * @typedef {import('./background-steps.js').BackgroundChoice} BackgroundChoice
 * @typedef {import('./background-engine.js').BackgroundProblem} BackgroundProblem
 *
 * @typedef {object} BackgroundState
 * @property {BackgroundChoice} choice
 * @property {'off'|'covered'|'blurred'} phase  what leaves: the camera's own picture, nothing that can be seen, or the
 *   person before a blurred room
 * @property {BackgroundProblem|null} problem
 *
 * @typedef {object} BackgroundEvents
 * @property {BackgroundState} change
 * @property {import('./background-steps.js').StepWord} step  there is less of this from now on
 * @property {null} track  another track than before, to be asked for
 * @property {{pictures: number, step: number, times: Record<string, number>}} beat
 *
 * @typedef {Pick<Worker, 'postMessage'|'terminate'|'onmessage'|'onerror'>} WorkerLike
 *
 * @typedef {object} Way  how pictures get to the worker and back
 * @property {MediaStreamTrack} track  what leaves
 * @property {(camera: MediaStreamTrack) => void} feed
 * @property {() => void} pause
 * @property {(message: import('./background-studio.js').StudioMessage) => void} hear
 * @property {() => void} close
 *
 * @typedef {object} BackgroundOptions
 * @property {string} folder  the engine's address
 * @property {() => WorkerLike} createWorker
 * @property {(say: (order: import('./background-studio.js').StudioOrder, transfer?: any[]) => void) => Way} createWay
 * @property {() => Pick<Way, 'track'|'close'>} createStill  a picture of nothing
 * @property {import('./events.js').Timers} [timers]
 */

/**
 * What happens to the room behind the person. The platform's own blur is used where the camera has one; else a worker
 * draws. From the moment that a blur is chosen until it is taken back, the camera's own picture leaves in no case: while
 * the engine loads, fails or is restarted, everything is covered.
 *
 * @extends {Emitter<BackgroundEvents>}
 */
export class BackgroundEffect extends Emitter {
  /** Milliseconds without a sign of life after which a worker is taken for dead. */
  static silence = 1500;
  /** The same before its first blurred picture: the graphics card's programs may take seconds to be made ready. */
  static starting = 6000;
  /** From the second restart on it waits, twice as long each time. */
  static patience = 1000;
  static longest = 30_000;

  #options;
  #timers;
  /** @type {BackgroundChoice} */
  #choice;
  /** @type {WorkerLike|null} */
  #worker = null;
  /** @type {Way|null} */
  #way = null;
  /** @type {MediaStreamTrack|null} */
  #camera = null;
  /** @type {MediaStreamTrack|null} that blurs by itself */
  #ownBlur = null;
  /** @type {BackgroundState['phase']} */
  #phase = 'off';
  /** @type {BackgroundProblem|null} */
  #problem = null;
  /** @type {(() => void)|null} */
  #watch = null;
  #deaths = 0;
  /** @type {Pick<Way, 'track'|'close'>|null} from a worker's death to the first picture of the next */
  #still = null;
  #isWaiting = false;

  /** @param {BackgroundOptions} options @param {BackgroundChoice} choice */
  constructor(options, choice) {
    super();
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
    this.#choice = choice;
  }

  /** @returns {BackgroundState} */
  get state() {
    return { choice: this.#choice, phase: this.#phase, problem: this.#problem };
  }

  /**
   * To be followed by asking for the track anew.
   *
   * @param {BackgroundChoice} choice
   */
  choose(choice) {
    // Choosing again after a failure begins anew.
    if (this.#problem) this.#stop();
    this.#choice = choice;
    this.#deaths = 0;
    this.#say({ type: 'choice', choice });
  }

  /** Somebody looks at the choice: what a blur takes is loaded, so that it is there at the press. */
  prepare() {
    if (this.#choice === 'none' && !this.#way) this.#open();
  }

  /** Nobody chose one. */
  release() {
    if (this.#choice === 'none') this.#stop();
  }

  /**
   * @param {MediaStreamTrack|null} camera
   * @returns {Promise<MediaStreamTrack|null>} what is shown and sent in its place
   */
  async dress(camera) {
    const wasOwn = this.#ownBlur !== null && this.#ownBlur === camera;
    if (this.#choice === 'none' || camera === null) {
      this.#rest();
      if (this.#choice === 'none') this.#stop();
      if (wasOwn && camera) await blurItself(camera, false);
      this.#ownBlur = null;
      this.#set(this.#choice === 'none' ? 'off' : this.#phase);
      return camera;
    }
    if (await blurItself(camera, true)) {
      this.#stop();
      this.#ownBlur = camera;
      camera.addEventListener?.('configurationchange', () => this.#ownBlurChanged(camera), { once: true });
      this.#set('blurred');
      return camera;
    }
    this.#ownBlur = null;
    if (this.#still && this.#isWaiting) return this.#still.track;
    const way = this.#way ?? this.#open();
    if (this.#phase === 'off') this.#set('covered');
    if (this.#camera !== camera) {
      this.#camera = camera;
      way.feed(camera);
    }
    return (this.#still ?? way).track;
  }

  /** @param {MediaStreamTrack} camera */
  #ownBlurChanged(camera) {
    if (this.#ownBlur === camera && this.#choice !== 'none') this.emit('track', null);
  }

  #rest() {
    this.#camera = null;
    this.#way?.pause();
  }

  #open() {
    const worker = this.#options.createWorker();
    this.#worker = worker;
    worker.onmessage = ({ data }) => { if (worker === this.#worker) this.#hear(data); };
    worker.onerror = () => { if (worker === this.#worker) this.#died(); };
    this.#say({ type: 'open', folder: this.#options.folder, choice: this.#choice });
    this.#way = this.#options.createWay((order, transfer) => this.#say(order, transfer));
    // Its files come first.
    this.#listen(10 * BackgroundEffect.silence);
    return this.#way;
  }

  #stop() {
    this.#end();
    this.#still?.close();
    this.#still = null;
    this.#isWaiting = false;
  }

  #end() {
    this.#watch?.();
    this.#watch = null;
    this.#worker?.terminate();
    this.#way?.close();
    this.#worker = this.#way = this.#camera = null;
    this.#problem = null;
  }

  /** @param {import('./background-studio.js').StudioMessage} message */
  #hear(message) {
    const isAtWork = message.type === 'state' ? !message.covered : this.#phase === 'blurred';
    this.#listen(isAtWork ? BackgroundEffect.silence : BackgroundEffect.starting);
    switch (message.type) {
      case 'state':
        this.#problem = message.problem;
        if (this.#choice === 'none') break;
        if (!message.covered) this.#deaths = 0;
        this.#set(message.covered ? 'covered' : 'blurred');
        break;
      case 'step': this.emit('step', message.word); break;
      case 'beat': this.emit('beat', message); break;
      default: this.#way?.hear(message);
    }
    if (message.type === 'beat' ? message.pictures > 0 : message.type === 'picture') this.#go();
  }

  /** There are pictures again. */
  #go() {
    const still = this.#still;
    if (!still) return;
    this.#still = null;
    this.emit('track', null);
    still.close();
  }

  /** @param {number} patience */
  #listen(patience) {
    this.#watch?.();
    this.#watch = this.#timers.after(patience, () => this.#died());
  }

  /** The worker was ended, or never began: another one takes its place, everything covered until it works. */
  #died() {
    if (this.#choice === 'none') return this.#stop();
    const wait = this.#deaths === 0 ? 0 : BackgroundEffect.patience * 2 ** Math.min(this.#deaths - 1, 5);
    this.#deaths++;
    this.#end();
    // Its last picture would stand on the other side for all that time.
    this.#still ??= this.#options.createStill();
    this.#problem = 'stopped';
    this.#isWaiting = wait > 0;
    this.#set('covered');
    this.emit('track', null);
    if (!this.#isWaiting) return;
    this.#watch = this.#timers.after(Math.min(wait, BackgroundEffect.longest), () => {
      this.#isWaiting = false;
      this.emit('track', null);
    });
  }

  /** @param {import('./background-studio.js').StudioOrder} order @param {any[]} [transfer] */
  #say(order, transfer) {
    this.#worker?.postMessage(order, transfer ?? []);
  }

  /** @param {BackgroundState['phase']} phase */
  #set(phase) {
    this.#phase = phase;
    this.emit('change', this.state);
  }
}

/**
 * The camera's own blur, where the platform offers one.
 *
 * @param {MediaStreamTrack} camera
 * @param {boolean} on
 * @returns {Promise<boolean>} whether it blurs now
 */
async function blurItself(camera, on) {
  const { backgroundBlur: offered } = /** @type {any} */ (camera.getCapabilities?.() ?? {});
  if (!Array.isArray(offered) || !offered.includes(on)) return false;
  const wish = /** @type {any} */ ({ ...camera.getConstraints(), backgroundBlur: on });
  await camera.applyConstraints(wish).catch(() => {});
  return /** @type {any} */ (camera.getSettings()).backgroundBlur === true;
}
