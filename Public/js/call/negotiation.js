// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { CandidateBatch } from './candidate-batch.js';
import { systemTimers } from './events.js';

/**
 * @typedef {object} NegotiationOptions
 * @property {boolean} polite
 * @property {import('./candidate-batch.js').CandidateAllowance} allowance
 * @property {() => Promise<void>|void} beforeAnswer  the offer is in place; the tracks may be set
 * @property {import('./events.js').Timers} [timers]
 */

/**
 * The W3C's "perfect negotiation" over one RTCPeerConnection (RFC 9429 says what descriptions do). Steps run one
 * after another, so that the signalling state alone tells whether two offers met. Nothing is sent before `release`.
 */
export class Negotiation {
  /** With fewer candidates than this left, descriptions are sent complete instead of trickled. */
  static reserve = 30;
  static gathering = 1500;
  /** An offer that won against the other side's is said again when it has no answer within this. */
  static answering = 500;

  #pc;
  #options;
  #batch;
  #timers;
  /** @type {((payload: import('./types.js').SignalPayload) => void)|null} */
  #send = null;
  /** @type {Promise<unknown>} */
  #steps = Promise.resolve();
  /** @type {import('./types.js').Candidate[]} */
  #early = [];
  #closed = false;

  /** @param {RTCPeerConnection} pc @param {NegotiationOptions} options */
  constructor(pc, options) {
    this.#pc = pc;
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
    this.#batch = new CandidateBatch(candidates => this.#send?.({ candidates }), options.allowance, this.#timers);
    pc.onicecandidate = ({ candidate }) => this.#batch.add(candidate);
  }

  close() {
    this.#closed = true;
    this.#send = null;
    this.#batch.restart();
    this.#pc.onicecandidate = null;
  }

  /**
   * From now on what this side has to say is sent, beginning with an offer that was prepared.
   *
   * @param {(payload: import('./types.js').SignalPayload) => void} send
   */
  release(send) {
    this.#send = send;
    return this.#step(() => this.#sendOffer());
  }

  /** Makes an offer, with new ICE credentials when `restart`; an offer that has no answer yet is said again. */
  offer(restart = false) {
    return this.#step(async () => {
      if (this.#pc.signalingState === 'stable') await this.#describe(restart);
      await this.#sendOffer();
    });
  }

  /** Gathers again for an offer that nobody has seen, because the ICE servers are others now. */
  regather() {
    return this.#step(() => this.#describe(true));
  }

  /**
   * @param {RTCSessionDescriptionInit} description
   * @returns {Promise<boolean>} false when this was the offer that loses against our own, or an answer to nothing
   */
  receive(description) {
    return this.#step(async () => {
      const { signalingState } = this.#pc;
      if (description.type === 'answer' && signalingState !== 'have-local-offer') return false;
      if (description.type === 'offer' && signalingState !== 'stable' && !this.#options.polite) {
        // The other side may never have had ours: its line was new, or dead, when it was said.
        this.#timers.after(Negotiation.answering, () => this.#step(() => this.#sendOffer()));
        return false;
      }
      await this.#pc.setRemoteDescription(description);
      await this.#addEarly();
      if (description.type !== 'offer') return true;
      await this.#options.beforeAnswer();
      await this.#describe(false);
      await this.#sendDescription();
      return true;
    });
  }

  /** @param {import('./types.js').Candidate[]} candidates an empty list is the end of candidates */
  addCandidates(candidates) {
    return this.#step(async () => {
      if (!this.#pc.remoteDescription) this.#early.push(...candidates);
      else await this.#add(candidates);
    });
  }

  async #addEarly() {
    const early = this.#early;
    this.#early = [];
    await this.#add(early);
  }

  /** @param {import('./types.js').Candidate[]} candidates */
  async #add(candidates) {
    for (const candidate of candidates) {
      // One that cannot be used (of an offer that lost, or malformed) takes nothing from the others.
      await this.#pc.addIceCandidate(candidate).catch(() => {});
    }
  }

  /** @param {boolean} restart */
  async #describe(restart) {
    this.#batch.restart();
    if (restart) this.#pc.restartIce();
    await this.#pc.setLocalDescription();
  }

  async #sendOffer() {
    if (this.#pc.signalingState === 'have-local-offer') await this.#sendDescription();
  }

  async #sendDescription() {
    if (!this.#send) return;
    if (this.#options.allowance.left < Negotiation.reserve) await this.#gathered();
    const description = this.#pc.localDescription;
    if (!description || !this.#send) return;
    const { type, sdp } = description;
    this.#send({ description: { type, sdp: type === 'offer' ? keepingRole(sdp, roleOf(this.#pc)) : sdp } });
    this.#batch.begin();
  }

  #gathered() {
    const pc = this.#pc;
    return new Promise(resolve => {
      const done = () => resolve(undefined);
      if (pc.iceGatheringState === 'complete') return done();
      pc.addEventListener('icegatheringstatechange', () => pc.iceGatheringState === 'complete' && done());
      this.#timers.after(Negotiation.gathering, done);
    });
  }

  /**
   * @template Result
   * @param {() => Promise<Result>} action
   * @returns {Promise<Result|false>} false when the connection was closed meanwhile
   */
  #step(action) {
    /** @type {Promise<Result|false>} */
    const step = this.#steps.then(async () => (this.#closed ? false : action()));
    this.#steps = step.catch(() => {});
    return step.catch(error => {
      if (this.#closed) return false;
      throw error;
    });
  }
}

/**
 * This side's DTLS role, as it was agreed: the answer says it (RFC 8842 5.3).
 *
 * @param {RTCPeerConnection} pc
 * @returns {'active'|'passive'|null}
 */
function roleOf({ currentLocalDescription: local, currentRemoteDescription: remote }) {
  const answered = local?.type === 'answer' ? local : remote;
  const role = /^a=setup:(active|passive)/m.exec(answered?.sdp ?? '')?.[1] ?? null;
  if (role === null || answered === local) return /** @type {'active'|'passive'|null} */ (role);
  return role === 'active' ? 'passive' : 'active';
}

/**
 * Firefox takes the active role when it answers a restart, also where it was passive; Chromium then refuses the
 * answer. An offer that names our role leaves it no choice.
 *
 * @param {string} sdp
 * @param {'active'|'passive'|null} role
 */
function keepingRole(sdp, role) {
  return role ? sdp.replaceAll('a=setup:actpass', `a=setup:${role}`) : sdp;
}

/**
 * What tells two connections of the other side apart: the session of the `o=` line (RFC 8866 5.2) stays for a
 * connection's whole life.
 *
 * @param {RTCSessionDescriptionInit|null|undefined} description
 * @returns {string|null}
 */
export function originOf(description) {
  return /^o=\S+ (\S+) /m.exec(description?.sdp ?? '')?.[1] ?? null;
}
