// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * @typedef {import('./types.js').IceConfiguration} IceConfiguration
 */

/** By which servers and ways a call may connect: what the server says, and what has been learnt of the network. */
export class IceChoice {
  /** @type {Required<IceConfiguration>} */
  #given = { iceServers: [], iceTransportPolicy: 'all' };
  /** The direct way did not carry the call: relays only, whatever else is allowed. */
  isForced = false;

  get hasRelay() {
    return this.#given.iceServers.some(({ urls }) => [urls].flat().some(url => /^turns?:/.test(url)));
  }

  /** Each side's address is hidden from the other. */
  get hidesAddresses() {
    return this.#given.iceTransportPolicy === 'relay';
  }

  /**
   * @param {IceConfiguration} ice
   * @returns {boolean} whether what was gathered before is not enough, or too much
   */
  take({ iceServers, iceTransportPolicy = 'all' }) {
    const same = JSON.stringify(iceServers) === JSON.stringify(this.#given.iceServers);
    this.#given = { iceServers, iceTransportPolicy };
    return !same || this.hidesAddresses;
  }

  /**
   * @param {number} iceCandidatePoolSize
   * @returns {RTCConfiguration}
   */
  configuration(iceCandidatePoolSize) {
    const iceTransportPolicy = this.isForced ? 'relay' : this.#given.iceTransportPolicy;
    return { ...this.#given, iceTransportPolicy, bundlePolicy: 'max-bundle', iceCandidatePoolSize };
  }
}
