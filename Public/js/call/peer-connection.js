// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { CandidateAllowance } from './candidate-batch.js';
import { Emitter, systemTimers } from './events.js';
import { IceChoice } from './ice-choice.js';
import { countersOf } from './media-counters.js';
import { Negotiation, originOf } from './negotiation.js';
import { carries } from './path.js';
import { relayedOnly } from './relayed-only.js';

/**
 * @typedef {'audio'|'video'} TrackKind
 * @typedef {import('./types.js').IceConfiguration} IceConfiguration
 *
 * @typedef {object} PeerConnectionEvents
 * @property {MediaStream} remote  the other side's stream; another one after a rebuild
 * @property {RTCDataChannel} channel
 * @property {'new'|'connecting'|'connected'|'disconnected'|'failed'} state
 *
 * @typedef {object} PeerConnectionOptions
 * @property {'host'|'guest'} role  the host makes the first offer, the guest is polite
 * @property {(configuration: RTCConfiguration) => RTCPeerConnection} [create]
 * @property {(tracks?: MediaStreamTrack[]) => MediaStream} [createStream]
 * @property {() => boolean} [hasLine]  to the other side: without it no restart can help
 * @property {import('./events.js').Timers} [timers]
 */

/**
 * The media of one call. Both directions of sound and picture are negotiated once, with or without tracks, so that
 * turning on, turning off and changing a device never negotiate again. Rebuilt where the other side's page, or the
 * connection, is another one.
 *
 * @extends {Emitter<PeerConnectionEvents>}
 */
export class PeerConnection extends Emitter {
  static patience = 1500;
  static between = 3000;
  /** Sound alone comes 50 times a second; the guest waits a little longer, so that not both sides offer. */
  static look = { host: 400, guest: 800 };
  /** Bits a second for 720p at 30 frames. */
  static videoBitrate = 1_700_000;
  static frameRate = 30;

  #options;
  #timers;
  #ice = new IceChoice();
  /** @type {Record<TrackKind, MediaStreamTrack|null>} */
  #tracks = { audio: null, video: null };
  /** @type {Partial<Record<TrackKind, RTCRtpSender>>} */
  #senders = {};
  /** @type {RTCPeerConnection|null} */
  #pc = null;
  /** @type {Negotiation|null} */
  #negotiation = null;
  #allowance = new CandidateAllowance();
  /** @type {((payload: import('./types.js').SignalPayload) => void)|null} */
  #send = null;
  /** @type {Promise<unknown>} */
  #incoming = Promise.resolve();
  /** The last ICE restart, of this side or of the other. */
  restartedAt = -Infinity;
  #unfitAt = -Infinity;
  /** @type {(() => void)|null} */
  #cancelRestart = null;
  #built = 0;
  /** A pool lets an answering side gather before the offer is here. */
  #pool = 0;

  /** @param {PeerConnectionOptions} options */
  constructor(options) {
    super();
    this.#options = {
      create: (/** @type {RTCConfiguration} */ configuration) => new RTCPeerConnection(configuration),
      createStream: (/** @type {MediaStreamTrack[]|undefined} */ tracks) => new MediaStream(tracks ?? []),
      ...options,
    };
    this.#timers = options.timers ?? systemTimers;
  }

  /** How many connections were built so far; changes when the other side's page turned out to be another one. */
  get built() {
    return this.#built;
  }

  get isConnected() {
    return this.#pc?.connectionState === 'connected';
  }

  /** The other side has been heard. */
  get hasRemote() {
    return Boolean(this.#pc?.remoteDescription);
  }

  get hasRelay() {
    return this.#ice.hasRelay;
  }

  /**
   * Before the admission: the connection is there, the host's offer is made and candidates are being gathered. Sends
   * nothing.
   */
  async prepare() {
    if (this.#pc) return;
    this.#make(this.#options.role === 'host');
    if (this.#options.role === 'host') await this.#negotiation?.offer();
  }

  /**
   * @param {IceConfiguration} ice of the grant
   * @param {(payload: import('./types.js').SignalPayload) => void} send
   * @param {boolean} offer this side offers: the host, and a guest's new page that comes back
   */
  async start(ice, send, offer) {
    this.#send = send;
    const differs = this.#ice.take(ice);
    if (offer && this.#options.role === 'guest') return this.rebuild();
    const prepared = this.#pc !== null;
    if (!this.#pc) this.#make(offer);
    const negotiation = this.#negotiation;
    if (prepared && differs) {
      this.#pc?.setConfiguration(this.#ice.configuration(this.#pool));
      if (offer) await negotiation?.regather();
    }
    await negotiation?.release(this.#say);
    if (offer && !prepared) await negotiation?.offer();
  }

  /** @param {import('./types.js').SignalPayload} payload */
  receive(payload) {
    this.#incoming = this.#incoming.then(() => this.#receive(payload)).catch(() => {});
    return this.#incoming;
  }

  /** @param {import('./types.js').SignalPayload} payload */
  async #receive({ description, candidates }) {
    if (description?.type === 'offer') {
      if (this.#isAnother(description)) this.#make(false);
      else if (this.hasRemote) this.restartedAt = this.#timers.now();
    }
    if (description) await this.#negotiation?.receive(description).catch(() => this.#rebuildUnfit());
    if (candidates) await this.#negotiation?.addCandidates(candidates);
  }

  /**
   * Whether this offer needs a connection of its own: it comes from another page than the one we know, or our own
   * first offer gives way to it (its transceivers would stay behind after a rollback).
   *
   * @param {RTCSessionDescriptionInit} offer
   */
  #isAnother(offer) {
    if (!this.#pc) return true;
    const known = originOf(this.#pc.remoteDescription);
    if (known) return known !== originOf(offer);
    return this.#options.role === 'guest' && this.#pc.signalingState !== 'stable';
  }

  /** @param {TrackKind} kind @param {MediaStreamTrack|null} track */
  async setTrack(kind, track) {
    this.#tracks[kind] = track;
    const sender = this.#senders[kind];
    // Where it cannot be sent, the former one is not sent any longer either: it may show what shall be hidden.
    await sender?.replaceTrack(track).catch(() => sender.replaceTrack(null)).catch(() => {});
  }

  /**
   * The line to the other side is (again) there: says again what may have been lost, and mends what broke meanwhile.
   */
  async lineBack() {
    const { remoteDescription, signalingState } = this.#pc ?? {};
    if (!this.#send || !signalingState) return;
    if (signalingState !== 'have-local-offer') {
      if (remoteDescription && !(await this.#carries())) await this.restart();
      return;
    }
    // What was gathered while the server was away has no relay in it.
    if (remoteDescription || this.#built > 1) await this.#negotiation?.regather();
    await this.#negotiation?.offer();
  }

  async #carries() {
    const pc = this.#pc;
    const { role } = this.#options;
    const heard = pc?.remoteDescription;
    const pause = () => new Promise(resolve => { this.#timers.after(PeerConnection.look[role], () => resolve(null)); });
    if (!pc || (role === 'host' && !this.isConnected)) return false;
    if (this.isConnected ? await carries(pc, pause) : await pause()) return true;
    return pc !== this.#pc || pc.remoteDescription !== heard;
  }

  /** ICE restart. */
  async restart() {
    this.#cancelRestart?.();
    this.#cancelRestart = null;
    this.restartedAt = this.#timers.now();
    await this.#negotiation?.offer(true).catch(() => this.rebuild());
  }

  /** A new connection from the ground up, beginning with an offer of this side. */
  async rebuild() {
    if (!this.#send) return;
    this.#make(true);
    const negotiation = this.#negotiation;
    await negotiation?.release(this.#say);
    await negotiation?.offer();
  }

  /** The other side's description fits nothing here: only a new connection helps, but not one after another. */
  async #rebuildUnfit() {
    const now = this.#timers.now();
    if (now - this.#unfitAt < PeerConnection.between) return;
    this.#unfitAt = now;
    await this.rebuild();
  }

  /** @param {IceConfiguration} ice renewed credentials, or another policy, for the next gathering */
  configure(ice) {
    this.#ice.take(ice);
    this.#pc?.setConfiguration(this.#ice.configuration(this.#pool));
  }

  async relayOnly() {
    this.#ice.isForced = true;
    this.#pc?.setConfiguration(this.#ice.configuration(this.#pool));
    await this.restart();
  }

  /** @returns {Promise<import('./media-counters.js').MediaCounters>} */
  async counters() {
    return countersOf(await this.#pc?.getStats());
  }

  close() {
    this.#drop();
    this.#send = null;
    this.#allowance = new CandidateAllowance();
    this.#ice = new IceChoice();
  }

  #drop() {
    this.#cancelRestart?.();
    this.#cancelRestart = null;
    this.#negotiation?.close();
    this.#negotiation = null;
    this.#senders = {};
    const pc = this.#pc;
    this.#pc = null;
    if (!pc) return;
    pc.ontrack = pc.ondatachannel = pc.onconnectionstatechange = pc.oniceconnectionstatechange = null;
    pc.close();
  }

  /** @param {import('./types.js').SignalPayload} payload */
  #say = payload => {
    const allowed = this.#ice.hidesAddresses ? relayedOnly(payload) : payload;
    if (allowed) this.#send?.(allowed);
  };

  /** @param {boolean} offering */
  #make(offering) {
    this.#drop();
    this.#built += 1;
    this.#pool = offering ? 0 : 1;
    const pc = this.#options.create(this.#ice.configuration(this.#pool));
    this.#pc = pc;
    this.#negotiation = new Negotiation(pc, {
      polite: this.#options.role === 'guest', allowance: this.#allowance, timers: this.#timers,
      beforeAnswer: () => this.#answerTracks(pc),
    });
    const remote = this.#options.createStream();
    pc.ontrack = ({ track }) => {
      remote.addTrack(track);
      this.emit('remote', remote);
    };
    pc.ondatachannel = ({ channel }) => this.emit('channel', channel);
    pc.onconnectionstatechange = () => this.#stateChanged(pc);
    pc.oniceconnectionstatechange = () => this.#iceChanged(pc);
    if (offering) this.#offerTracks(pc);
    else if (this.#send) this.#negotiation.release(this.#say);
  }

  /** @param {RTCPeerConnection} pc */
  #offerTracks(pc) {
    const streams = [this.#options.createStream()];
    const sendEncodings = [{ maxBitrate: PeerConnection.videoBitrate, maxFramerate: PeerConnection.frameRate }];
    const { audio, video } = this.#tracks;
    this.#senders.audio = pc.addTransceiver(audio ?? 'audio', { direction: 'sendrecv', streams }).sender;
    this.#senders.video = pc.addTransceiver(video ?? 'video', { direction: 'sendrecv', streams, sendEncodings }).sender;
    this.emit('channel', pc.createDataChannel('chat'));
  }

  /** @param {RTCPeerConnection} pc */
  async #answerTracks(pc) {
    const stream = this.#options.createStream();
    for (const transceiver of pc.getTransceivers()) {
      const kind = /** @type {TrackKind} */ (transceiver.receiver.track.kind);
      if (this.#senders[kind]) continue;
      const { sender } = transceiver;
      this.#senders[kind] = sender;
      transceiver.direction = 'sendrecv';
      sender.setStreams?.(stream);
      await sender.replaceTrack(this.#tracks[kind]);
    }
  }

  async #limitVideo() {
    const sender = this.#senders.video;
    const parameters = sender?.getParameters();
    /** @type {(RTCRtpEncodingParameters & {maxFramerate?: number})|undefined} */
    const encoding = parameters?.encodings?.[0];
    if (!sender || !parameters || !encoding || encoding.maxBitrate === PeerConnection.videoBitrate) return;
    encoding.maxBitrate = PeerConnection.videoBitrate;
    encoding.maxFramerate = PeerConnection.frameRate;
    await sender.setParameters(parameters);
  }

  /** @param {RTCPeerConnection} pc */
  #stateChanged(pc) {
    const { connectionState } = pc;
    if (pc !== this.#pc || connectionState === 'closed') return;
    if (connectionState === 'connected') this.#limitVideo().catch(() => {});
    // ICE works and the other side's certificate does not fit: this is another connection's other end.
    const works = ['connected', 'completed'].includes(pc.iceConnectionState);
    if (connectionState === 'failed' && works) this.rebuild().catch(() => {});
    this.emit('state', connectionState);
  }

  /** @param {RTCPeerConnection} pc */
  #iceChanged(pc) {
    if (pc !== this.#pc || !this.#send) return;
    const { iceConnectionState } = pc;
    const rested = this.restartedAt + PeerConnection.between - this.#timers.now();
    if (iceConnectionState === 'failed') this.#restartAfter(rested);
    else if (iceConnectionState === 'disconnected') this.#restartAfter(PeerConnection.patience);
    else if (['connected', 'completed'].includes(iceConnectionState)) {
      this.#cancelRestart?.();
      this.#cancelRestart = null;
    }
  }

  /** @param {number} milliseconds */
  #restartAfter(milliseconds) {
    this.#cancelRestart?.();
    const restart = () => { if (this.#options.hasLine?.() !== false) this.restart().catch(() => {}); };
    if (milliseconds <= 0) return restart();
    this.#cancelRestart = this.#timers.after(milliseconds, restart);
  }
}
