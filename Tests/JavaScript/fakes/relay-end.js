// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * One of two RTCPeerConnections of a page that meet at a relay: `ends` holds both. After `connecting` ms the channel
 * opens, messages take `delay` ms each way.
 */
export class FakeRelayEnd {
  closed = false;
  candidates = [];
  localDescription = null;
  remoteDescription = null;
  #ends;
  #timers;
  #options;
  #channel = null;

  constructor(configuration, ends, timers, options) {
    this.configuration = configuration;
    this.#ends = ends;
    this.#timers = timers;
    this.#options = options;
  }

  createDataChannel() {
    const ends = this.#ends;
    const over = (to, data) => this.#timers.after(this.#options.delay, () => to().onmessage?.({ data }));
    const far = { send: data => over(() => this.#channel, data) };
    this.#channel = { send: data => over(() => far, data) };
    this.open = () => {
      ends[1].ondatachannel?.({ channel: far });
      this.#channel.onopen?.();
    };
    return this.#channel;
  }

  async setLocalDescription() {
    this.localDescription = { type: this.remoteDescription ? 'answer' : 'offer' };
    queueMicrotask(() => this.#gather());
  }

  async setRemoteDescription(description) {
    this.remoteDescription = description;
  }

  async addIceCandidate(candidate) {
    if (!this.remoteDescription) throw new Error('too early');
    this.candidates.push(candidate);
    const { isSilent, connecting } = this.#options;
    if (!isSilent && this.open) this.#timers.after(connecting, this.open);
  }

  #gather() {
    const { isRefused } = this.#options;
    if (!isRefused) this.onicecandidate?.({ candidate: { candidate: 'candidate:1 1 udp 1 192.0.2.1 1 typ relay' } });
    this.onicecandidate?.({ candidate: { candidate: '' } });
    this.onicecandidate?.({ candidate: null });
  }

  close() {
    this.closed = true;
  }
}
