// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

let sessions = 0;

/** An RTCPeerConnection as far as descriptions and states go (RFC 9429 3.2); it moves no media. */
export class FakePeerConnection {
  static all = [];
  signalingState = 'stable';
  connectionState = 'new';
  iceConnectionState = 'new';
  iceGatheringState = 'new';
  localDescription = null;
  remoteDescription = null;
  currentLocalDescription = null;
  currentRemoteDescription = null;
  transceivers = [];
  candidates = [];
  closed = false;
  /** The kinds of the two candidates in use, and what has come over them. */
  path = { local: 'host', remote: 'srflx', bytes: 0 };
  #session = (sessions += 1);
  #version = 0;
  #listeners = [];

  constructor(configuration) {
    this.configuration = configuration;
    FakePeerConnection.all.push(this);
  }

  get restarts() {
    return this.restartCount ?? 0;
  }

  restartIce() {
    this.restartCount = this.restarts + 1;
  }

  setConfiguration(configuration) {
    this.configuration = configuration;
  }

  addTransceiver(trackOrKind, init = {}) {
    const transceiver = makeTransceiver(trackOrKind.kind ?? trackOrKind);
    transceiver.direction = init.direction;
    transceiver.sender.track = trackOrKind.kind ? trackOrKind : null;
    this.transceivers.push(transceiver);
    return transceiver;
  }

  createDataChannel(label) {
    return { label, readyState: 'connecting' };
  }

  getTransceivers() {
    return this.transceivers;
  }

  async setLocalDescription() {
    if (this.closed) throw new Error('closed');
    const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
    this.#version += 1;
    const answer = this.remoteDescription?.sdp.includes('a=setup:active') ? 'passive' : 'active';
    const setup = type === 'offer' ? 'actpass' : answer;
    const origin = `o=- ${this.#session} ${this.#version} IN IP4 127.0.0.1`;
    this.localDescription = { type, sdp: `v=0\r\n${origin}\r\ns=- restart ${this.restarts}\r\na=setup:${setup}\r\n` };
    this.signalingState = type === 'offer' ? 'have-local-offer' : 'stable';
    if (type === 'answer') this.#agreed();
  }

  async setRemoteDescription(description) {
    if (this.closed || description.sdp.includes('unfit')) throw new Error('unfit');
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    if (description.type === 'answer') this.#agreed();
    if (description.type === 'offer' && this.transceivers.length === 0) {
      this.transceivers = [makeTransceiver('audio'), makeTransceiver('video')];
    }
  }

  #agreed() {
    this.currentLocalDescription = this.localDescription;
    this.currentRemoteDescription = this.remoteDescription;
  }

  async addIceCandidate(candidate) {
    if (candidate.candidate === 'bad') throw new Error('bad');
    this.candidates.push(candidate.candidate);
  }

  async getStats() {
    const { local, remote, bytes } = this.path;
    return new Map([
      { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
      { id: 'P', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R', bytesReceived: bytes },
      { id: 'L', type: 'local-candidate', candidateType: local },
      { id: 'R', type: 'remote-candidate', candidateType: remote },
    ].map(stats => [stats.id, stats]));
  }

  addEventListener(name, listener) {
    this.#listeners.push(listener);
  }

  gathered(...candidates) {
    for (const candidate of candidates) this.onicecandidate?.({ candidate: { candidate, sdpMid: '0', sdpMLineIndex: 0,
      usernameFragment: 'u' } });
  }

  gatheringDone() {
    this.iceGatheringState = 'complete';
    this.onicecandidate?.({ candidate: null });
    for (const listener of this.#listeners) listener();
  }

  become(state, iceState = state) {
    this.iceConnectionState = iceState;
    this.oniceconnectionstatechange?.();
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  close() {
    this.closed = true;
    this.signalingState = 'closed';
  }
}

function makeTransceiver(kind) {
  return {
    direction: 'recvonly',
    receiver: { track: { kind } },
    sender: {
      track: null,
      async replaceTrack(track) { this.track = track; },
      getParameters() { return { encodings: [{}] }; },
      async setParameters(parameters) { this.parameters = parameters; },
    },
  };
}

export class FakeStream {
  tracks = [];
  addTrack(track) { this.tracks.push(track); }
  getTracks() { return this.tracks; }
}
