// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * @typedef {'camera'|'microphone'} InputKind
 * @typedef {import('./resume-store.js').DeviceKind} DeviceKind
 * @typedef {import('./resume-store.js').RememberedDevice} Device
 * @typedef {Record<DeviceKind, Device[]>} DeviceList
 * @typedef {{exact?: string, ideal?: string, facing?: 'user'|'environment'}} Wish
 */

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
