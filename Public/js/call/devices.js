// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { DeviceOpener, sameDevice } from './device-opener.js';
import { Emitter, systemTimers } from './events.js';

/**
 * @typedef {import('./device-opener.js').InputKind} InputKind
 * @typedef {import('./device-opener.js').DeviceList} DeviceList
 * @typedef {import('./device-opener.js').Device} Device
 * @typedef {import('./device-problems.js').DeviceProblem} DeviceProblem
 *
 * @typedef {object} DevicesEvents
 * @property {{kind: InputKind, track: MediaStreamTrack|null}} track  another track than before, or none
 * @property {DeviceList} list
 * @property {{kind: InputKind, label: string}} lost  it was unplugged or taken away
 * @property {{kind: InputKind, label: string}} replaced  after `lost`: this one is used now
 * @property {{kind: InputKind, device: Device}} appeared  the remembered device is there again, and another one is
 *   in use
 * @property {{kind: InputKind, problem: DeviceProblem|null}} problem
 *
 * @typedef {(camera: MediaStreamTrack|null) => Promise<MediaStreamTrack|null>} Effect  what leaves in its place
 * @typedef {import('./device-opener.js').Surroundings & {timers?: import('./events.js').Timers}} DevicesOptions
 */

/** @type {InputKind[]} */
const kinds = ['microphone', 'camera'];

/**
 * The camera and the microphone of this page: found, chosen, remembered, replaced when they go.
 *
 * @extends {Emitter<DevicesEvents>}
 */
export class Devices extends Emitter {
  #opener;
  #remembered;
  #isPhone;
  #timers;
  /** @type {Record<InputKind, MediaStreamTrack|null>} */
  #tracks = { camera: null, microphone: null };
  /** @type {Effect|null} */
  #effect = null;
  /** @type {MediaStreamTrack|null} */
  #picture = null;
  /** @type {Record<InputKind, DeviceProblem|null>} */
  #problems = { camera: null, microphone: null };
  #wanted = { camera: false, microphone: false };
  #muted = false;
  /** @type {'user'|'environment'} */
  #facing = 'user';
  /** @type {DeviceList} */
  #list = { camera: [], microphone: [], speaker: [] };
  /** @type {Promise<unknown>} */
  #steps = Promise.resolve();
  #onChange = () => { this.#step(() => this.#devicesChanged()); };

  /** @param {DevicesOptions} options */
  constructor(options) {
    super();
    this.#opener = new DeviceOpener(options);
    this.#remembered = options.remembered;
    this.#isPhone = /Android|iPhone|iPad|Mobile/.test(options.userAgent);
    this.#timers = options.timers ?? systemTimers;
    options.mediaDevices?.addEventListener?.('devicechange', this.#onChange);
  }

  /** What is shown and sent: the camera's own picture, or what the effect makes of it. */
  get camera() {
    return this.#picture;
  }

  get microphone() {
    return this.#tracks.microphone;
  }

  get isMicrophoneOn() {
    return this.#tracks.microphone !== null && !this.#muted;
  }

  /** @param {InputKind} kind @returns {DeviceProblem|null} */
  problem(kind) {
    return this.#problems[kind];
  }

  /** @returns {DeviceList} */
  get list() {
    return this.#list;
  }

  /**
   * The device in use, by the label of the live track.
   *
   * @param {InputKind} kind
   * @returns {Device|null}
   */
  current(kind) {
    const track = this.#tracks[kind];
    return track && { id: track.getSettings().deviceId ?? '', label: track.label };
  }

  /** A camera is there and may be used, whether it is on or not. */
  get hasCamera() {
    return this.#tracks.camera !== null || (this.#list.camera.length > 0 && this.#problems.camera === null);
  }

  get canFlip() {
    return this.#list.camera.length > 1 && this.#isPhone;
  }

  get isFrontCamera() {
    return (this.#tracks.camera?.getSettings().facingMode ?? this.#facing) === 'user';
  }

  /** Camera and microphone with one question; what one of them lacks takes nothing from the other. */
  start({ camera = true, microphone = true } = {}) {
    this.#wanted = { camera, microphone };
    return this.#step(async () => {
      const missing = kinds.filter(kind => this.#wanted[kind] && !this.#tracks[kind]);
      const denied = missing.length === 2 && (await this.#acquireBoth());
      for (const kind of missing) {
        if (this.#tracks[kind] || (denied && !(await this.#opener.isGranted(kind)))) continue;
        await this.#acquire(kind);
      }
      await this.#refresh();
    });
  }

  /** @param {Effect} effect from now on nobody gets the camera's own picture; called again for each camera */
  wear(effect) {
    this.#effect = effect;
    return this.#step(() => this.#dress());
  }

  /** @param {InputKind} kind @returns {Promise<boolean>} whether it is on now */
  async turnOn(kind) {
    this.#wanted[kind] = true;
    if (kind === 'microphone') this.#setMuted(false);
    await this.#step(async () => {
      if (this.#wanted[kind] && !this.#tracks[kind]) await this.#acquire(kind);
      if (this.#wanted.camera && this.#tracks.camera) this.#tracks.camera.enabled = true; // was not let go yet
    });
    return this.#tracks[kind] !== null;
  }

  /**
   * The microphone goes silent at once; the camera is let go, so that its light goes out.
   *
   * @param {InputKind} kind
   */
  async turnOff(kind) {
    this.#wanted[kind] = kind === 'microphone';
    if (kind === 'microphone') return this.#setMuted(true);
    const track = this.#tracks.camera;
    if (track) track.enabled = false;
    await this.#step(async () => this.#wanted.camera || this.#setTrack('camera', null));
  }

  /**
   * @param {InputKind} kind
   * @param {string} id
   * @returns {Promise<boolean>} false: it could not be used, the present one stays
   */
  async choose(kind, id) {
    this.#wanted[kind] = true;
    const done = await this.#step(() => this.#change(kind, { exact: id }));
    const device = this.current(kind);
    if (done && kind === 'camera') this.#facing = 'user';
    if (done && device) this.#remembered.keepDevice(kind, device);
    return done === true;
  }

  /**
   * The other one of a phone's two cameras.
   *
   * @returns {Promise<boolean>}
   */
  async flip() {
    const facing = this.isFrontCamera ? 'environment' : 'user';
    return (await this.#step(async () => {
      // Most phones run one camera at a time.
      this.#tracks.camera?.stop();
      const done = await this.#change('camera', { facing });
      if (done) this.#facing = facing;
      return done;
    })) === true;
  }

  /**
   * The page is in front again: a camera whose picture stands still (a phone call came in between) is opened anew.
   *
   * @param {() => number|Promise<number>} frames counts shown or sent frames
   */
  async returned(frames) {
    await this.#step(async () => {
      if (!this.#wanted.camera || !this.#tracks.camera) return;
      const { readyState, muted } = this.#tracks.camera;
      if (readyState === 'live' && !muted && (await this.#areMoving(frames))) return;
      this.#tracks.camera.stop();
      await this.#acquire('camera');
    });
    await this.#step(async () => {
      if (this.#wanted.microphone && this.#tracks.microphone?.readyState === 'ended') await this.#acquire('microphone');
    });
  }

  /** Lets everything go. */
  async stop() {
    this.#wanted = { camera: false, microphone: false };
    await this.#step(async () => {
      for (const kind of kinds) await this.#setTrack(kind, null);
    });
  }

  /** @param {() => number|Promise<number>} frames */
  async #areMoving(frames) {
    const before = await frames();
    await new Promise(resolve => this.#timers.after(600, () => resolve(undefined)));
    return (await frames()) > before;
  }

  /** @returns {Promise<boolean>} whether the user said no */
  async #acquireBoth() {
    const found = await this.#opener.both();
    if (typeof found === 'string') {
      for (const kind of kinds) this.#setProblem(kind, found);
      return found === 'denied' || found === 'in_app_browser';
    }
    for (const kind of kinds) await this.#setTrack(kind, found[kind]);
    return false;
  }

  /**
   * @param {InputKind} kind
   * @param {import('./device-opener.js').Wish} [wish] without one: the remembered device, else the default
   * @returns {Promise<boolean>} false: with a wish the present device stays, without there is none now
   */
  async #acquire(kind, wish) {
    const found = await (wish ? this.#opener.one(kind, wish) : this.#opener.usual(kind, this.#facing));
    if (typeof found !== 'string') {
      await this.#setTrack(kind, found);
      return true;
    }
    if (!wish) {
      this.#setProblem(kind, found);
      await this.#setTrack(kind, null);
    }
    return false;
  }

  /** @param {InputKind} kind @param {import('./device-opener.js').Wish} wish */
  async #change(kind, wish) {
    if (await this.#acquire(kind, wish)) return true;
    // It may be that the present device has to be let go first.
    this.#tracks[kind]?.stop();
    if (await this.#acquire(kind, wish)) return true;
    await this.#acquire(kind);
    return false;
  }

  /** @param {InputKind} kind @param {MediaStreamTrack|null} track */
  async #setTrack(kind, track) {
    const old = this.#tracks[kind];
    if (old === track) return;
    if (old) {
      old.onended = null;
      old.stop();
    }
    this.#tracks[kind] = track;
    if (track) {
      if (kind === 'microphone') track.enabled = !this.#muted;
      track.onended = () => { this.#step(() => this.#recover(kind, track)); };
      this.#setProblem(kind, null);
    }
    if (kind === 'camera') await this.#dress();
    else this.emit('track', { kind, track });
  }

  /** Without its effect a picture stays unseen. */
  async #dress() {
    const { camera } = this.#tracks;
    this.#picture = this.#effect ? await this.#effect(camera).catch(() => null) : camera;
    if (this.#picture && 'contentHint' in this.#picture) this.#picture.contentHint = 'motion';
    this.emit('track', { kind: 'camera', track: this.#picture });
  }

  /** @param {boolean} muted */
  #setMuted(muted) {
    this.#muted = muted;
    if (this.#tracks.microphone) this.#tracks.microphone.enabled = !muted;
  }

  /** @param {InputKind} kind @param {DeviceProblem|null} problem */
  #setProblem(kind, problem) {
    if (this.#problems[kind] === problem) return;
    this.#problems[kind] = problem;
    this.emit('problem', { kind, problem });
  }

  /**
   * The default takes the place of a device that went.
   *
   * @param {InputKind} kind
   * @param {MediaStreamTrack} track
   */
  async #recover(kind, track) {
    if (track !== this.#tracks[kind] || !this.#wanted[kind]) return;
    this.emit('lost', { kind, label: track.label });
    if (await this.#acquire(kind)) this.emit('replaced', { kind, label: this.#tracks[kind]?.label ?? '' });
    await this.#refresh();
  }

  async #refresh() {
    const list = await this.#opener.list();
    if (!list) return;
    this.#list = list;
    this.emit('list', list);
  }

  async #devicesChanged() {
    const before = this.#list;
    await this.#refresh();
    for (const kind of kinds) {
      const track = this.#tracks[kind];
      const devices = this.#list[kind];
      const inUse = this.current(kind);
      const gone = track && inUse?.id && devices.length > 0 && !devices.some(({ id }) => id === inUse.id);
      const remembered = this.#remembered.device(kind);
      const back = sameDevice(devices, remembered);
      if (track && (gone || track.readyState === 'ended')) await this.#recover(kind, track);
      else if (!track && this.#wanted[kind] && devices.length > 0) await this.#acquire(kind);
      else if (back && !sameDevice(before[kind], remembered) && back.id !== inUse?.id) {
        this.emit('appeared', { kind, device: back });
      }
    }
  }

  /**
   * One after another, so that two wishes never open the same device at once.
   *
   * @template Result
   * @param {() => Promise<Result>} action
   * @returns {Promise<Result>}
   */
  #step(action) {
    const step = this.#steps.then(action);
    this.#steps = step.catch(() => {});
    return step;
  }
}
