// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { Emitter } from './events.js';
import { MediaControl } from './media-control.js';

/**
 * @typedef {import('./types.js').Media} Media
 * @typedef {import('./types.js').MediaKind} MediaKind
 *
 * @typedef {object} OwnMediaEvents
 * @property {Media} change  to be drawn, and told to the server
 * @property {MediaKind} turnedOff  by the host
 * @property {MediaKind} asked  the host asks for it
 */

/** @type {Record<MediaKind, 'audio'|'video'>} */
const trackKinds = { microphone: 'audio', camera: 'video' };
/** @type {MediaKind[]} */
const kinds = ['microphone', 'camera'];

/**
 * What this side sends: the devices, what the host allows, and the connection's tracks, kept in step.
 *
 * @extends {Emitter<OwnMediaEvents>}
 */
export class OwnMedia extends Emitter {
  #devices;
  #peer;
  #control = new MediaControl();

  /**
   * @param {import('./devices.js').Devices} devices
   * @param {import('./peer-connection.js').PeerConnection} peer
   */
  constructor(devices, peer) {
    super();
    this.#devices = devices;
    this.#peer = peer;
    devices.on('track', ({ kind, track }) => this.#trackChanged(kind, track));
  }

  /** @returns {Media} */
  get media() {
    return this.#control.media;
  }

  /** Outside a call: whatever the devices are, and nothing is blocked. */
  async mirror() {
    const { isMicrophoneOn: microphone, camera, hasCamera } = this.#devices;
    this.#control.restore({
      microphone, camera: camera !== null, hasCamera, microphoneBlocked: false, cameraBlocked: false,
    });
    await this.#setTracks();
    this.#changed();
  }

  /**
   * A first entry has everything on that the set-up page has on; a page that comes back has what it had.
   *
   * @param {import('./types.js').Grant} grant
   */
  async enter({ you, resumed }) {
    const { isMicrophoneOn, camera, hasCamera } = this.#devices;
    const before = resumed ? you : { microphone: isMicrophoneOn, camera: camera !== null };
    this.#control.restore({
      ...you, hasCamera,
      microphone: before.microphone && !you.microphoneBlocked,
      camera: before.camera && !you.cameraBlocked,
    });
    for (const kind of kinds) {
      if (!this.#control.media[kind]) await this.#devices.turnOff(kind);
      else if (!(await this.#devices.turnOn(kind))) this.#control.set(kind, false);
    }
    this.#control.setHasCamera(this.#devices.hasCamera);
    await this.#setTracks();
    this.#changed();
  }

  /**
   * The same page has its line back. The server's memory turns nothing on; what was blocked meanwhile goes off.
   *
   * @param {Media} you
   */
  async allow({ microphoneBlocked, cameraBlocked }) {
    const { media } = this.#control;
    this.#control.restore({ ...media, microphoneBlocked, cameraBlocked });
    for (const kind of kinds) {
      if (!this.#control.isBlocked(kind) || !media[kind]) continue;
      this.#control.set(kind, false);
      await this.#devices.turnOff(kind);
    }
    this.#changed();
  }

  /**
   * @param {MediaKind} kind
   * @param {boolean} on
   * @returns {Promise<'blocked'|import('./devices.js').DeviceProblem|null>} why it could not be turned on
   */
  async set(kind, on) {
    if (on && this.#control.isBlocked(kind)) return 'blocked';
    if (!on) {
      this.#control.set(kind, false);
      const off = this.#devices.turnOff(kind);
      this.#changed();
      await off;
      return null;
    }
    const works = await this.#devices.turnOn(kind);
    // The host may have turned it off while the device was being opened.
    if (works && !this.#control.set(kind, true)) {
      await this.#devices.turnOff(kind);
      return 'blocked';
    }
    if (!works) this.#control.set(kind, false);
    this.#changed();
    return works ? null : this.#devices.problem(kind) ?? 'unknown';
  }

  /** @param {import('./types.js').Control} control */
  async hostSaid(control) {
    const { kind, blocked } = control;
    const mustStop = this.#control.hostSaid(control);
    this.emit(blocked ? 'turnedOff' : 'asked', kind);
    if (mustStop) await this.#devices.turnOff(kind);
    this.#changed();
  }

  /** Camera and microphone are let go. */
  release() {
    return this.#devices.stop();
  }

  async #setTracks() {
    await this.#peer.setTrack('audio', this.#devices.microphone);
    await this.#peer.setTrack('video', this.#devices.camera);
  }

  /** @param {MediaKind} kind @param {MediaStreamTrack|null} track */
  #trackChanged(kind, track) {
    this.#peer.setTrack(trackKinds[kind], track);
    if (track || !this.#control.media[kind]) return;
    this.#control.set(kind, false);
    this.#changed();
  }

  #changed() {
    this.emit('change', this.media);
  }
}
