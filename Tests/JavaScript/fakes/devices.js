// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { FakeStorage } from './call.js';
import { Devices } from '../../../Public/js/call/devices.js';
import { Remembered } from '../../../Public/js/call/resume-store.js';
import { FakeTimers } from './timers.js';

/** A browser's devices: what is plugged in, what is allowed, what is in use by another program. */
export class FakeMediaDevices {
  plugged = [];
  denied = new Set();
  busy = new Set();
  requests = [];
  tracks = [];
  #listener = null;

  constructor(...plugged) {
    this.plugged = plugged;
  }

  addEventListener(name, listener) {
    this.#listener = listener;
  }

  async enumerateDevices() {
    return this.plugged;
  }

  async getUserMedia({ audio, video }) {
    this.requests.push({ audio, video });
    const tracks = [];
    if (audio) tracks.push(this.#open('audioinput', 'audio', audio));
    if (video) tracks.push(this.#open('videoinput', 'video', video));
    this.tracks.push(...tracks);
    return {
      getTracks: () => tracks,
      getAudioTracks: () => tracks.filter(({ kind }) => kind === 'audio'),
      getVideoTracks: () => tracks.filter(({ kind }) => kind === 'video'),
    };
  }

  /** Changes what is plugged in; tracks of what went end. */
  async plug(...plugged) {
    this.plugged = plugged;
    for (const track of this.tracks) {
      if (plugged.some(({ deviceId }) => deviceId === track.id) || track.readyState === 'ended') continue;
      track.readyState = 'ended';
      track.onended?.();
    }
    this.#listener?.();
    await new Promise(resolve => setImmediate(resolve));
  }

  #open(kind, trackKind, { deviceId = {}, facingMode }) {
    if (this.denied.has(kind)) throw named('NotAllowedError');
    const there = this.plugged.filter(device => device.kind === kind);
    const found = deviceId.exact
      ? there.find(device => device.deviceId === deviceId.exact)
      : there.find(device => device.deviceId === deviceId.ideal)
        ?? there.find(device => device.facing && device.facing === facingMode?.ideal) ?? there[0];
    if (!found) throw named(deviceId.exact ? 'OverconstrainedError' : 'NotFoundError');
    if (this.busy.has(found.deviceId)) throw named('NotReadableError');
    return {
      kind: trackKind, id: found.deviceId, label: found.label, enabled: true, muted: false, readyState: 'live',
        onended: null,
      getSettings: () => ({ deviceId: found.deviceId, facingMode: found.facing }),
      stop() { this.readyState = 'ended'; },
    };
  }
}

const named = name => Object.assign(new Error(name), { name });

export const camera = (deviceId = 'cam', label = 'Camera',
  facing = undefined) => ({ kind: 'videoinput', deviceId, label, facing });
export const microphone = (deviceId = 'mic', label = 'Microphone') => ({ kind: 'audioinput', deviceId, label });
export const speaker = (deviceId = 'out', label = 'Speaker') => ({ kind: 'audiooutput', deviceId, label });

export function makeDevices(mediaDevices, options = {}) {
  const storage = new FakeStorage();
  const remembered = new Remembered(() => storage);
  const timers = new FakeTimers();
  const devices = new Devices({
    mediaDevices, remembered, timers, isSecure: true, userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130',
      ...options,
  });
  const events = [];
  for (const name of ['lost', 'replaced', 'problem', 'appeared']) {
    devices.on(name, ({ kind, label, problem, device }) => events.push([name, kind,
      label ?? problem ?? device?.label ?? null]));
  }
  return { devices, remembered, timers, events };
}
