// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { commands, randomId } from './commands.js';
import { Emitter } from './events.js';
import { callStates, initialLobby, isAsking, isWaiting, mayAsk, reduceLobby } from './lobby.js';
import { CommandRefused } from './signalling-client.js';

/**
 * @typedef {import('./lobby.js').LobbyState} LobbyState
 * @typedef {object} VisitorEvents
 * @property {LobbyState} change
 * @property {null} nudge  the host invites the visitor to ask
 * @property {import('./types.js').RefusalReason|'offline'} refused  the server did not take the knock
 *
 * @typedef {object} VisitorOptions
 * @property {import('./signalling-client.js').SignallingClient} signalling
 * @property {import('./call.js').Call} call
 * @property {import('./resume-store.js').Remembered} remembered
 * @property {() => string} [makeId]
 */

/**
 * One page load of a client's link, from arrival to outcome.
 *
 * @extends {Emitter<VisitorEvents>}
 */
export class Visitor extends Emitter {
  /** The longest that a knock can still have (docs/signalling.md). */
  static longestLeft = 30_000;

  #signalling;
  #call;
  #remembered;
  #makeId;
  /** @type {LobbyState} */
  #lobby = initialLobby;
  /** @type {{name: string|null, devices: import('./types.js').DeviceReport}|null} */
  #said = null;
  #name = '';
  /** The server has not heard yet that the knock is withdrawn. */
  #withdrawing = false;
  /**
   * A knock that a restarted server could not take yet, because the host was not back.
   *
   * @type {{knock: string, deadline: number}|null}
   */
  #kept = null;

  /** @param {VisitorOptions} options */
  constructor({ signalling, call, remembered, makeId = randomId }) {
    super();
    this.#signalling = signalling;
    this.#call = call;
    this.#remembered = remembered;
    this.#makeId = makeId;
    signalling.on('welcome', () => this.#welcomed());
    signalling.on('state', state => this.#reduce({ type: 'line', online: state === 'open' }));
    signalling.on('message', message => this.#heard(message));
  }

  /** @returns {LobbyState} */
  get lobby() {
    return this.#lobby;
  }

  /**
   * The device check has a result, or the name was given or changed.
   *
   * @param {string|null} typed
   * @param {import('./types.js').DeviceReport} devices
   */
  ready(typed, devices) {
    const name = typed === null ? null : checkName(typed).name;
    this.#said = { name, devices };
    if (name) this.#remembered.name = name;
    this.#signalling.command(commands.ready(name, devices)).catch(() => {});
  }

  /**
   * Asks to join.
   *
   * @param {string} typed
   * @returns {Promise<'empty'|'long'|'forbidden'|null>} what is wrong with the name
   */
  async ask(typed) {
    const { name, problem } = checkName(typed);
    if (problem) return problem;
    if (!mayAsk(this.#lobby)) return null;
    this.#withdrawing = false;
    this.#remembered.name = this.#name = name;
    this.#reduce({ type: 'asked', knock: this.#makeId() });
    await this.#knock(null);
    return null;
  }

  async withdraw() {
    this.#kept = null;
    this.#withdrawing = true;
    try {
      await this.#signalling.command(commands.withdraw());
      this.#withdrawing = false;
    } catch (error) {
      this.#withdrawing = error instanceof CommandRefused && error.reason === 'offline';
    }
  }

  /** Leaves the call. The page's turn is over even if the server cannot be told just now. */
  async leave() {
    const told = this.#signalling.command(commands.hangUp()).catch(() => {});
    this.#call.end();
    this.#reduce({ type: 'left' });
    await told;
  }

  /** After `moved_device`: this page wants the call back. */
  takeBack() {
    this.#lobby = initialLobby;
    this.emit('change', this.#lobby);
    this.#signalling.takeBack();
  }

  #welcomed() {
    const { knock, deadline, finished } = this.#lobby;
    const waits = isWaiting(this.#lobby);
    const asks = !finished && (waits || isAsking(this.#lobby));
    this.#reduce({ type: 'welcome' });
    if (this.#said) this.ready(this.#said.name, this.#said.devices);
    if (!asks || !knock) return;
    if (this.#withdrawing) {
      this.withdraw();
      return;
    }
    this.#kept = deadline === null ? null : { knock, deadline };
    this.#knock(waits ? this.#left(deadline) : null);
  }

  /**
   * What a knock still had when the server was last heard; a restarted server knows only what it is told.
   *
   * @param {number|null} deadline
   */
  #left(deadline) {
    const { heardBefore } = this.#signalling;
    if (deadline === null || heardBefore === null) return null;
    return Math.min(Visitor.longestLeft, Math.max(0, Math.round(deadline - heardBefore)));
  }

  /** The host is back before a knock's time is over: it is said again. */
  #knockAgain() {
    const kept = this.#kept;
    if (!kept || !mayAsk(this.#lobby)) return;
    this.#kept = null;
    const left = Math.round(kept.deadline - this.#signalling.clock.now());
    if (left <= 0) return;
    this.#reduce({ type: 'asked', knock: kept.knock });
    this.#knock(Math.min(Visitor.longestLeft, left));
  }

  /** @param {number|null} left */
  async #knock(left) {
    const { knock } = this.#lobby;
    if (!knock) return;
    try {
      await this.#signalling.command(commands.knock(knock, this.#name, left));
      this.#kept = null;
    } catch (error) {
      const reason = error instanceof CommandRefused ? error.reason : 'offline';
      if (reason === 'offline') return;
      if (this.#lobby.knock === knock) this.#reduce({ type: 'not_asked' });
      if (this.#kept && reason === 'not_now') return this.#knockAgain();
      this.#kept = null;
      this.emit('refused', reason);
    }
  }

  /** @param {import('./types.js').PageMessage} message */
  #heard(message) {
    const before = this.#lobby;
    this.#call.handle(message);
    this.#reduce(message);
    if (message.type === 'nudge' && this.#lobby.nudged) this.emit('nudge', null);
    if (message.type !== 'room' || this.#lobby === before) return;
    const { state } = this.#lobby;
    if (state === 'too_many') this.#signalling.close();
    this.#knockAgain();
    if (!callStates.has(state)) {
      if (this.#call.isRunning) this.#call.end();
    } else if (state !== 'admitted') {
      this.#call.setPhase(/** @type {'connecting'|'in_call'} */ (state));
    }
  }

  /** @param {import('./lobby.js').LobbyEvent} event */
  #reduce(event) {
    const before = this.#lobby;
    this.#lobby = reduceLobby(before, event);
    if (this.#lobby !== before) this.emit('change', this.#lobby);
  }
}

const longestName = 60;
/** Bounds what piles of combining marks can make of one character. */
const mostScalars = 240;
/** Control characters, line and paragraph separators, and what embeds, overrides or isolates the direction of text. */
const forbidden = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cn}]/u;

/**
 * The rule of the name that a visitor gives, so that the page can say at once what the server would refuse.
 *
 * @param {string} typed
 * @returns {{name: string, problem: null} | {name: null, problem: 'empty'|'long'|'forbidden'}}
 */
export function checkName(typed) {
  const name = typed.normalize('NFC').trim();
  if (forbidden.test(name)) return { name: null, problem: 'forbidden' };
  if (!visible.test(name)) return { name: null, problem: 'empty' };
  if (length(name) > longestName || [...name].length > mostScalars) return { name: null, problem: 'long' };
  return { name, problem: null };
}

/** @param {string} text @returns {number} characters as a reader counts them */
function length(text) {
  // Older browsers have none.
  const Segmenter = Intl.Segmenter;
  return Segmenter ? [...new Segmenter().segment(text)].length : [...text].length;
}
