// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { deviceProblem, missingMediaDevices } from './device-problems.js';

/**
 * @typedef {'camera'|'microphone'} InputKind
 * @typedef {import('./resume-store.js').DeviceKind} DeviceKind
 * @typedef {import('./resume-store.js').RememberedDevice} Device
 * @typedef {Record<DeviceKind, Device[]>} DeviceList
 * @typedef {{exact?: string, ideal?: string, facing?: 'user'|'environment'}} Wish
 * @typedef {import('./device-problems.js').DeviceProblem} DeviceProblem
 *
 * @typedef {object} Surroundings
 * @property {MediaDevices|undefined} mediaDevices  `navigator.mediaDevices`; undefined on insecure pages
 * @property {Pick<Permissions, 'query'>} [permissions]
 * @property {import('./resume-store.js').Remembered} remembered
 * @property {boolean} isSecure  `isSecureContext`
 * @property {string} userAgent
 */

/** Asks the browser for devices, beginning with the remembered ones, and says in closed words why there is none. */
export class DeviceOpener {
  #around;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
  }

  /**
   * Both with one question to the user.
   *
   * @returns {Promise<Record<InputKind, MediaStreamTrack|null>|DeviceProblem>}
   */
  async both() {
    const { mediaDevices, isSecure, userAgent } = this.#around;
    if (!mediaDevices?.getUserMedia) return missingMediaDevices(isSecure, userAgent);
    try {
      const [microphone, camera] = await Promise.all([this.#remembered('microphone'), this.#remembered('camera')]);
      const request = { audio: constraints('microphone', microphone), video: constraints('camera', camera) };
      const stream = await mediaDevices.getUserMedia(request);
      return { microphone: stream.getAudioTracks()[0] ?? null, camera: stream.getVideoTracks()[0] ?? null };
    } catch (error) {
      return deviceProblem(error, userAgent);
    }
  }

  /**
   * @param {InputKind} kind
   * @param {Wish} wish naming no device: the remembered one, else the default
   * @returns {Promise<MediaStreamTrack|DeviceProblem>}
   */
  async one(kind, wish) {
    const { mediaDevices, isSecure, userAgent } = this.#around;
    if (!mediaDevices?.getUserMedia) return missingMediaDevices(isSecure, userAgent);
    try {
      const wanted = constraints(kind, wish);
      const stream = await mediaDevices.getUserMedia(kind === 'camera' ? { video: wanted } : { audio: wanted });
      return stream.getTracks()[0] ?? 'unknown';
    } catch (error) {
      return deviceProblem(error, userAgent);
    }
  }

  /**
   * @param {InputKind} kind
   * @param {'user'|'environment'} facing
   */
  async usual(kind, facing) {
    const turned = kind === 'camera' && facing === 'environment';
    return this.one(kind, turned ? { facing } : await this.#remembered(kind));
  }

  /**
   * After both were denied: one of them may be allowed all the same, and nobody is asked twice.
   *
   * @param {InputKind} kind
   */
  async isGranted(kind) {
    const name = /** @type {PermissionName} */ (/** @type {string} */ (kind));
    const status = await this.#around.permissions?.query({ name }).catch(() => null);
    return status?.state === 'granted';
  }

  /** @returns {Promise<DeviceList|null>} */
  async list() {
    const infos = await this.#around.mediaDevices?.enumerateDevices?.().catch(() => null);
    return infos ? deviceList(infos) : null;
  }

  /**
   * @param {InputKind} kind
   * @returns {Promise<Wish>}
   */
  async #remembered(kind) {
    const remembered = this.#around.remembered.device(kind);
    if (!remembered) return {};
    const device = sameDevice((await this.list())?.[kind] ?? [], remembered);
    // Before the permission devices have no names: the id is worth a try.
    return { ideal: (device ?? remembered).id };
  }
}

/** @type {Record<string, DeviceKind>} */
const kinds = { videoinput: 'camera', audioinput: 'microphone', audiooutput: 'speaker' };

/**
 * @param {MediaDeviceInfo[]} infos
 * @returns {DeviceList} without the nameless entries that browsers give before the permission
 */
export function deviceList(infos) {
  /** @type {DeviceList} */
  const list = { camera: [], microphone: [], speaker: [] };
  for (const { kind, deviceId, label } of infos) {
    if (deviceId !== '') list[kinds[kind] ?? 'speaker'].push({ id: deviceId, label });
  }
  return list;
}

/**
 * The remembered device among those that are there: by its id, or by its name where the browser has changed ids.
 *
 * @param {Device[]} devices
 * @param {Device|null} remembered
 * @returns {Device|null}
 */
export function sameDevice(devices, remembered) {
  if (!remembered) return null;
  const { id, label } = remembered;
  const byLabel = () => devices.find(device => label !== '' && device.label === label);
  return devices.find(device => device.id === id) ?? byLabel() ?? null;
}

/**
 * @param {InputKind} kind
 * @param {Wish} wish
 * @returns {MediaTrackConstraints}
 */
export function constraints(kind, { exact, ideal, facing }) {
  const deviceId = exact ? { deviceId: { exact } } : ideal ? { deviceId: { ideal } } : {};
  if (kind === 'microphone') {
    return { ...deviceId, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  }
  const facingMode = exact || ideal ? {} : { facingMode: { ideal: facing ?? 'user' } };
  const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };
  return { ...deviceId, ...facingMode, ...picture };
}
