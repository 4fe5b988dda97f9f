// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { Call } from '../../../Public/js/call/call.js';
import { Chat } from '../../../Public/js/call/chat.js';
import { Emitter } from '../../../Public/js/call/events.js';
import { ResumeStore, Remembered } from '../../../Public/js/call/resume-store.js';
import { makeLine } from './line.js';

/** Storage in memory. */
export class FakeStorage {
  kept = new Map();
  getItem(key) { return this.kept.get(key) ?? null; }
  setItem(key, value) { this.kept.set(key, String(value)); }
  removeItem(key) { this.kept.delete(key); }
}

/** The devices of a page, without a browser. */
export class FakeDevices extends Emitter {
  microphone = { kind: 'audio', label: 'Mic' };
  camera = { kind: 'video', label: 'Cam' };
  isMicrophoneOn = true;
  hasCamera = true;
  works = true;
  calls = [];

  problem() { return 'busy'; }

  async turnOn(kind) {
    this.calls.push(`on ${kind}`);
    if (!this.works) return false;
    if (kind === 'camera') this.#camera({ kind: 'video', label: 'Cam' });
    else this.isMicrophoneOn = this.microphone !== null;
    return this[kind] !== null;
  }

  async turnOff(kind) {
    this.calls.push(`off ${kind}`);
    if (kind === 'camera') this.#camera(null);
    else this.isMicrophoneOn = false;
  }

  async stop() {
    this.calls.push('stop');
    this.camera = this.microphone = null;
  }

  #camera(track) {
    this.camera = track;
    this.emit('track', { kind: 'camera', track });
  }
}

/** A peer connection that only remembers what was asked of it; the test says what media come. */
export class FakePeer extends Emitter {
  calls = [];
  received = [];
  tracks = { audio: null, video: null };
  isConnected = false;
  hasRemote = false;
  hasRelay = false;
  built = 0;
  send = () => {};
  packets = { audio: 0, video: 0, frames: 0, bytes: 0, framesSent: 0 };
  /** Packets that come with every look. */
  arriving = 0;

  async prepare() { this.calls.push('prepare'); }
  async start(ice, send, offer) {
    this.calls.push(offer ? 'start offering' : 'start waiting');
    this.built += 1;
    this.send = send;
  }
  receive(payload) { this.received.push(payload); }
  async setTrack(kind, track) { this.tracks[kind] = track; }
  async lineBack() { this.calls.push('lineBack'); }
  async rebuild() { this.calls.push('rebuild'); this.built += 1; }
  async relayOnly() { this.calls.push('relayOnly'); }
  configure(ice) {
    this.calls.push('configure');
    this.ice = ice;
  }
  close() { this.calls.push('close'); this.isConnected = this.hasRemote = false; }
  async counters() {
    this.packets = { ...this.packets, audio: this.packets.audio + this.arriving,
      video: this.packets.video + this.arriving };
    return this.packets;
  }
}

/** One page's call, with the test's hold on everything around it. */
export function makeCall(role) {
  const storage = new FakeStorage();
  const resume = new ResumeStore(() => storage, '/call/room');
  const remembered = new Remembered(() => storage);
  const line = makeLine({ resume: () => resume.token });
  const devices = new FakeDevices();
  const peer = new FakePeer();
  let texts = 0;
  const chat = new Chat(line.timers, () => `text${++texts}`);
  const call = new Call({ signalling: line.client, role, devices, resume, peer, chat, timers: line.timers });
  const events = [];
  for (const name of ['turnedOff', 'asked', 'lost', 'back', 'step', 'ended']) call.on(name,
    value => events.push([name, value]));
  line.client.on('message', message => { if (!line.handled) call.handle(message); });
  return { line, timers: line.timers, devices, peer, call, resume, remembered, storage, events };
}

export const media = (changes = {}) => ({
  microphone: true, camera: true, hasCamera: true, microphoneBlocked: false, cameraBlocked: false, ...changes,
});

export const grant = (changes = {}) => ({
  type: 'grant', call: 'c1', role: 'guest', polite: true, resumed: false, resume: 'token', name: 'Anne Martin',
    started: 1,
  ice: { iceServers: [], iceTransportPolicy: 'all' }, you: media(), other: media(), present: true, ...changes,
});

export const peerSaid = (changes = {}) => ({
  type: 'peer', call: 'c1', present: true, state: 'in_call', seatDeadline: null, renegotiate: false, media: media(),
    ...changes,
});

export const visitorRoom = (changes = {}) => ({
  type: 'room', revision: 1, now: 1_780_473_600_000, state: 'open', deadline: null, text: null, host: 'Anne Martin',
    ...changes,
});

export const hostRoom = (changes = {}) => ({
  type: 'room', revision: 1, now: 1_780_473_600_000, open: true, locked: false, knocks: [], visitors: [], call: null,
    ended: null,
  ...changes,
});

export const knock = (changes = {}) => ({
  knock: 'k1', visitor: 'v1', name: 'Zoë', since: 0, deadline: 30_000, waiting: false, text: null, appointment: null,
  anotherDevice: false, roomLink: false, devices: null, ...changes,
});
