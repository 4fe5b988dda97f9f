// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { systemTimers } from './events.js';

/**
 * @typedef {{connected: number, roundTrip: number}} TrialResult  milliseconds, at least 1: until a message could be
 *   sent, and there and back
 *
 * @typedef {object} TrialOptions
 * @property {(configuration: RTCConfiguration) => RTCPeerConnection} [create]
 * @property {() => number} [clock]  milliseconds
 * @property {import('./events.js').Timers} [timers]
 */

/**
 * One way to the relay, tried alone: two connections of this page that may meet only at the relay, and a message that
 * goes from the one to the other and back.
 */
export class RelayTrial {
  static patience = 5000;
  /** The first messages still pay for what is set up on the way; the quickest of these counts. */
  static messages = 4;

  #options;
  #timers;
  #configuration;
  /** @type {RTCPeerConnection[]} */
  #ends = [];
  /** @type {(result: TrialResult|null) => void} */
  #finish = () => {};
  /** @type {() => void} */
  #cancel = () => {};

  /** @param {RTCIceServer[]} iceServers of one transport @param {TrialOptions} [options] */
  constructor(iceServers, options = {}) {
    this.#configuration = /** @type {RTCConfiguration} */ ({ iceServers, iceTransportPolicy: 'relay' });
    this.#timers = options.timers ?? systemTimers;
    this.#options = {
      create: (/** @type {RTCConfiguration} */ configuration) => new RTCPeerConnection(configuration),
      clock: () => performance.now(),
      ...options,
    };
  }

  /** @returns {Promise<TrialResult|null>} null when no message came back in 5 s */
  async run() {
    /** @type {Promise<TrialResult|null>} */
    const result = new Promise(resolve => { this.#finish = resolve; });
    this.#cancel = this.#timers.after(RelayTrial.patience, () => this.stop());
    this.#connect(this.#options.clock()).catch(() => this.stop());
    try {
      return await result;
    } finally {
      this.stop();
    }
  }

  stop() {
    this.#cancel();
    this.#finish(null);
    for (const end of this.#ends.splice(0)) {
      end.onicecandidate = end.ondatachannel = null;
      end.close();
    }
  }

  /** @param {number} began */
  async #connect(began) {
    const { create } = this.#options;
    const near = create(this.#configuration);
    this.#ends.push(near);
    const far = create(this.#configuration);
    this.#ends.push(far);
    far.ondatachannel = ({ channel }) => { channel.onmessage = ({ data }) => channel.send(data); };
    this.#measure(near.createDataChannel('test'), began);
    const agreed = this.#agree(near, far);
    this.#trickle(near, far, agreed);
    this.#trickle(far, near, agreed);
    await agreed;
  }

  /** @param {RTCPeerConnection} near @param {RTCPeerConnection} far */
  async #agree(near, far) {
    await near.setLocalDescription();
    await far.setRemoteDescription(/** @type {RTCSessionDescription} */ (near.localDescription));
    await far.setLocalDescription();
    await near.setRemoteDescription(/** @type {RTCSessionDescription} */ (far.localDescription));
  }

  /**
   * @param {RTCPeerConnection} from
   * @param {RTCPeerConnection} to
   * @param {Promise<void>} agreed
   */
  #trickle(from, to, agreed) {
    let found = 0;
    from.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) {
        found += 1;
        agreed.then(() => to.addIceCandidate(candidate)).catch(() => {});
      } else if (candidate === null && found === 0) {
        // The relay gave no address: there is nothing to wait for.
        this.stop();
      }
    };
  }

  /** @param {RTCDataChannel} channel @param {number} began */
  #measure(channel, began) {
    const { clock } = this.#options;
    let connected = 0;
    let sent = 0;
    let left = RelayTrial.messages;
    let roundTrip = Infinity;
    const send = () => {
      sent = clock();
      channel.send(String(left));
    };
    channel.onopen = () => {
      connected = clock() - began;
      send();
    };
    channel.onmessage = () => {
      roundTrip = Math.min(roundTrip, clock() - sent);
      left -= 1;
      if (left > 0) return send();
      this.#finish({ connected: whole(connected), roundTrip: whole(roundTrip) });
    };
  }
}

/** @param {number} milliseconds */
function whole(milliseconds) {
  return Math.max(1, Math.round(milliseconds));
}
