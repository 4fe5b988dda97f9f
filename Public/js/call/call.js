// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { emptyView } from './call-view.js';
import { Chat } from './chat.js';
import { commands, notices } from './commands.js';
import { Emitter, systemTimers } from './events.js';
import { mayPlay } from './media-control.js';
import { MediaWatch } from './media-watch.js';
import { OwnMedia } from './own-media.js';
import { PeerConnection } from './peer-connection.js';

/**
 * @typedef {import('./types.js').Media} Media
 * @typedef {import('./types.js').MediaKind} MediaKind
 * @typedef {import('./types.js').Grant} Grant
 *
 * @typedef {import('./call-view.js').CallView} CallView
 * @typedef {object} CallEvents
 * @property {CallView} change
 * @property {MediaStream|null} remote  to be played; null at the end
 * @property {MediaKind} turnedOff  the host turned this client's off
 * @property {MediaKind} asked  the host asks this client to turn it on
 * @property {null} lost
 * @property {null} back
 * @property {import('./media-watch.js').RescueStep} step
 * @property {string} ended  the call's id
 *
 * @typedef {object} CallOptions
 * @property {import('./signalling-client.js').SignallingClient} signalling
 * @property {'host'|'guest'} role
 * @property {import('./devices.js').Devices} devices
 * @property {import('./resume-store.js').ResumeStore} resume
 * @property {PeerConnection} [peer]
 * @property {Chat} [chat]
 * @property {import('./events.js').Timers} [timers]
 */

/**
 * One side of a call: what the server grants, the media, the chat. Media go on while the server is away.
 *
 * @extends {Emitter<CallEvents>}
 */
export class Call extends Emitter {
  /** How long a rebuild has to help before the next one. */
  static betweenRebuilds = 30_000;
  static offerPatience = 3000;
  /** An ICE restart is on its way: what does not come yet may still come with it. */
  static restartPatience = 3000;

  #signalling;
  #role;
  #resume;
  #timers;
  #peer;
  #watch;
  #own;
  /** @type {Grant|null} */
  #grant = null;
  /** @type {Omit<CallView, 'media'>} */
  #view;
  /** @type {MediaStream|null} */
  #remote = null;
  #rebuiltAt = -Infinity;
  /** @type {Set<() => void>} */
  #waits = new Set();
  /** Text between the two. */
  chat;

  /** @param {CallOptions} options */
  constructor({ signalling, role, devices, resume, timers = systemTimers, peer, chat }) {
    super();
    this.#signalling = signalling;
    this.#role = role;
    this.#resume = resume;
    this.#timers = timers;
    this.#view = emptyView();
    this.chat = chat ?? new Chat(timers);
    const hasLine = () => this.#hasLine;
    this.#peer = peer ?? new PeerConnection({ role, timers, hasLine });
    this.#own = new OwnMedia(devices, this.#peer);
    this.#watch = new MediaWatch({
      read: () => this.#peer.counters(),
      expected: () => ({ audio: this.#view.other.microphone, video: this.#view.other.camera }),
      isConnected: () => this.#peer.isConnected,
      hasRelay: () => this.#peer.hasRelay,
      hasLine,
      timers,
    });
    this.#listen();
  }

  /** @returns {CallView} */
  get view() {
    return { ...this.#view, media: this.#own.media };
  }

  get isRunning() {
    return this.#grant !== null;
  }

  /** @returns {MediaStream|null} */
  get remote() {
    return this.#remote;
  }

  /** To the other side: without it nobody hears of a restart, and relays may be away with the server. */
  get #hasLine() {
    return this.#signalling.state === 'open' && this.#view.present;
  }

  /** Frames sent so far: stands still when the camera does. */
  async framesSent() {
    return (await this.#peer.counters()).framesSent;
  }

  /** Before the admission, as soon as there are devices, so that little is left to do after it. */
  async prepare() {
    if (this.isRunning) return;
    await this.#own.mirror();
    await this.#peer.prepare();
  }

  /** @param {import('./types.js').PageMessage} message */
  handle(message) {
    switch (message.type) {
      case 'grant': this.#granted(message).catch(() => {}); break;
      case 'signal': if (message.call === this.#grant?.call) this.#peer.receive(message); break;
      case 'ice': if (this.isRunning) this.#peer.configure(message.ice); break;
      case 'peer': if (message.call === this.#grant?.call) this.#peerSaid(message); break;
      case 'control': this.#own.hostSaid(message); break;
      case 'moved': this.end(false); break;
    }
  }

  /**
   * The server's room says how far the call is.
   *
   * @param {'connecting'|'in_call'} phase
   */
  setPhase(phase) {
    if (this.isRunning && this.#view.phase !== phase) this.#change({ phase });
  }

  /**
   * @param {MediaKind} kind
   * @param {boolean} on
   * @returns {Promise<'blocked'|import('./devices.js').DeviceProblem|null>} why it could not be turned on
   */
  set(kind, on) {
    return this.#own.set(kind, on);
  }

  /**
   * The host's page: does not wait for the client to obey.
   *
   * @param {MediaKind} kind
   */
  stopPlaying(kind) {
    this.#change({ other: { ...this.#view.other, [`${kind}Blocked`]: true } });
    this.#gate();
  }

  /** The button "Reconnect" always does all of it. */
  async reconnect() {
    this.#signalling.check();
    await this.#peer.rebuild();
  }

  /**
   * The call is over on this side.
   *
   * @param {boolean} forget the resume token too; not when another page of this participant took over
   */
  end(forget = true) {
    if (forget) this.#resume.forget();
    // A host waits in the room for the next client; everybody else's camera light goes out.
    if (this.#role === 'guest' || !forget) this.#own.release();
    this.#stop();
  }

  #stop() {
    const ended = this.#grant?.call;
    for (const cancel of this.#waits) cancel();
    this.#waits.clear();
    this.#watch.stop();
    this.#peer.close();
    this.chat.clear();
    this.#grant = this.#remote = null;
    this.#rebuiltAt = -Infinity;
    this.#view = emptyView();
    if (ended === undefined) return;
    this.emit('remote', null);
    this.emit('change', this.view);
    this.emit('ended', ended);
  }

  #listen() {
    this.#own.on('change', media => this.#tellMedia(media));
    this.#own.on('turnedOff', kind => this.emit('turnedOff', kind));
    this.#own.on('asked', kind => this.emit('asked', kind));
    this.#peer.on('channel', channel => this.chat.attach(channel));
    this.#peer.on('remote', stream => this.#remoteChanged(stream));
    this.#peer.on('state', state => { if (state === 'connected') this.#watch.verify(); });
    this.#watch.on('arrived', () => this.#arrived());
    this.#watch.on('flow', () => { this.#signalling.notify(notices.flow()); });
    this.#watch.on('lost', () => { this.#change({ lost: true }); this.emit('lost', null); });
    this.#watch.on('back', () => { this.#change({ lost: false }); this.emit('back', null); });
    this.#watch.on('oneWay', () => this.#rebuildOnce());
    this.#watch.on('step', step => this.#rescue(step));
  }

  /** @param {Grant} grant */
  async #granted(grant) {
    this.#resume.keep(grant.call, grant.resume);
    const again = this.#grant?.call === grant.call;
    if (this.isRunning && !again) this.#stop();
    this.#grant = grant;
    const { call, name, started, other, present } = grant;
    const hidesAddresses = grant.ice.iceTransportPolicy === 'relay';
    this.#change({ call, name, started, other, present, hidesAddresses, ...(again ? {} : { phase: 'connecting' }) });
    if (again) return this.#grantedAgain(grant);
    this.#watch.start();
    const offer = this.#role === 'host' || grant.resumed;
    const connecting = this.#peer.start(grant.ice, payload => this.#signal(call, payload), offer);
    if (!offer) this.#wait(Call.offerPatience, () => { if (!this.#peer.hasRemote) this.#peer.rebuild(); });
    await Promise.all([connecting, this.#own.enter(grant)]);
  }

  /**
   * The same page has its line back: media that run are left alone.
   *
   * @param {Grant} grant
   */
  async #grantedAgain({ ice, you }) {
    this.#peer.configure(ice);
    this.#watch.again();
    this.#gate();
    await this.#own.allow(you);
    if (this.#hasLine) await this.#peer.lineBack();
  }

  /** @param {import('./types.js').PeerMessage} peer */
  #peerSaid({ present, state, seatDeadline, renegotiate, media }) {
    const came = present && !this.#view.present;
    this.#change({ present, phase: state, seatDeadline, other: media });
    this.#gate();
    if (renegotiate) this.#anotherPage().catch(() => {});
    else if (came) this.#peer.lineBack().catch(() => {});
  }

  /**
   * The other side says it is a new page. Its offer or ours builds anew, unless media keep coming: then it is the
   * same page.
   */
  async #anotherPage() {
    const { built } = this.#peer;
    await this.#pause(this.#role === 'host' ? 400 : Call.offerPatience);
    const { audio, video } = await this.#peer.counters();
    await this.#pause(400);
    const after = await this.#peer.counters();
    const alive = this.#peer.isConnected && (after.audio > audio || after.video > video);
    if (this.isRunning && this.#peer.built === built && !alive) await this.#peer.rebuild();
  }

  #arrived() {
    this.#signalling.command(commands.connected()).catch(() => {});
  }

  #rebuildOnce() {
    const now = this.#timers.now();
    if (!this.#hasLine || now - this.#rebuiltAt < Call.betweenRebuilds) return;
    if (now - this.#peer.restartedAt < Call.restartPatience) return this.#watch.verify();
    this.#rebuiltAt = now;
    this.#peer.rebuild().catch(() => {});
  }

  /** @param {import('./media-watch.js').RescueStep|null} step */
  #rescue(step) {
    this.#change({ step });
    if (step === null) return;
    if (step === 'relay') this.#peer.relayOnly().catch(() => {});
    if (step === 'sound') {
      this.set('camera', false).catch(() => {});
      this.#rebuildOnce();
    }
    this.emit('step', step);
  }

  /** @param {MediaStream} stream */
  #remoteChanged(stream) {
    this.#remote = stream;
    this.#gate();
    this.emit('remote', stream);
  }

  /** What the host turned off is not played, whatever the other page sends. */
  #gate() {
    if (this.#role !== 'host') return;
    for (const track of this.#remote?.getTracks() ?? []) {
      track.enabled = mayPlay(track.kind === 'audio' ? 'microphone' : 'camera', this.#view.other);
    }
  }

  /** @param {Media} media the host's are known before a call, for whoever comes */
  #tellMedia(media) {
    this.emit('change', this.view);
    const heard = this.isRunning || (this.#role === 'host' && this.#signalling.state === 'open');
    if (heard) this.#signalling.command(commands.media(media)).catch(() => {});
  }

  /** @param {string} call @param {import('./types.js').SignalPayload} payload */
  #signal(call, payload) {
    if (this.#grant?.call === call) this.#signalling.notify(notices.signal(call, payload));
  }

  /** @param {Partial<CallView>} changes */
  #change(changes) {
    this.#view = { ...this.#view, ...changes };
    this.emit('change', this.view);
  }

  /** @param {number} milliseconds @param {() => void} action not after the call's end */
  #wait(milliseconds, action) {
    const cancel = this.#timers.after(milliseconds, () => {
      this.#waits.delete(cancel);
      action();
    });
    this.#waits.add(cancel);
  }

  /** @param {number} milliseconds @returns {Promise<void>} */
  #pause(milliseconds) {
    return new Promise(resolve => this.#wait(milliseconds, resolve));
  }
}
