// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { systemTimers } from './events.js';

/** How many candidates this side may still send in the call (docs/signalling.md allows 200). */
export class CandidateAllowance {
  left = 200;
}

/** Gathers candidates for a moment and hands them on together. */
export class CandidateBatch {
  static pause = 15;
  #send;
  #allowance;
  #timers;
  /** @type {import('./types.js').Candidate[]} */
  #waiting = [];
  #ended = false;
  #held = true;
  /** @type {(() => void)|null} */
  #cancel = null;

  /**
   * @param {(candidates: import('./types.js').Candidate[]) => void} send
   * @param {CandidateAllowance} allowance
   * @param {import('./events.js').Timers} timers
   */
  constructor(send, allowance, timers = systemTimers) {
    this.#send = send;
    this.#allowance = allowance;
    this.#timers = timers;
  }

  /** The local description is about to be sent: it carries all candidates so far. */
  begin() {
    this.hold();
    this.#held = false;
    if (this.#ended) this.#schedule();
  }

  /** Keeps candidates back until the description that they belong to has gone. */
  hold() {
    this.#cancel?.();
    this.#cancel = null;
    this.#waiting = [];
    this.#held = true;
  }

  /** Gathering starts anew (another description, other servers). */
  restart() {
    this.hold();
    this.#ended = false;
  }

  /** @param {RTCIceCandidate|null} candidate null or an empty one is the end */
  add(candidate) {
    if (!candidate?.candidate) {
      this.#ended = true;
    } else {
      if (this.#held || this.#allowance.left <= 0) return;
      this.#allowance.left -= 1;
      const { sdpMid, sdpMLineIndex } = candidate;
      this.#waiting.push({ candidate: candidate.candidate, sdpMid, sdpMLineIndex });
    }
    if (!this.#held) this.#schedule();
  }

  #schedule() {
    this.#cancel ??= this.#timers.after(CandidateBatch.pause, () => this.#flush());
  }

  #flush() {
    this.#cancel = null;
    const candidates = this.#waiting;
    this.#waiting = [];
    if (candidates.length > 0) this.#send(candidates);
    if (this.#ended) this.#send([]);
  }
}
