// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { commands } from './commands.js';
import { Emitter } from './emitter.js';
import { callStates, initialLobby, isAsking, isWaiting, mayAsk, reduceLobby } from './lobby.js';
import { randomId } from './random-id.js';
import { CommandRefused } from './signalling-client.js';
import { checkName } from './visitor-name.js';

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
    this.#remembered.name = this.#name = name;
    this.#reduce({ type: 'asked', knock: this.#makeId() });
    await this.#knock(null);
    return null;
  }

  async withdraw() {
    await this.#signalling.command(commands.withdraw()).catch(() => {});
  }

  /** Leaves the call. The page's turn is over even if the server cannot be told just now. */
  async leave() {
    const told = this.#signalling.command(commands.hangUp()).catch(() => {});
    this.#call.end();
    this.#reduce({ type: 'left' });
    await told;
  }

  #welcomed() {
    this.#reduce({ type: 'welcome' });
    if (this.#said) this.ready(this.#said.name, this.#said.devices);
    if (this.#lobby.finished || (!isWaiting(this.#lobby) && !isAsking(this.#lobby))) return;
    this.#knock(this.#left());
  }

  /** What the knock still had when the server was last heard; a restarted server knows only what it is told. */
  #left() {
    const { deadline } = this.#lobby;
    if (deadline === null || !isWaiting(this.#lobby)) return null;
    const left = Math.round(deadline - this.#signalling.lastHeard);
    return Math.min(Visitor.longestLeft, Math.max(0, left));
  }

  /** @param {number|null} left */
  async #knock(left) {
    const { knock } = this.#lobby;
    if (!knock) return;
    try {
      await this.#signalling.command(commands.knock(knock, this.#name, left));
    } catch (error) {
      const reason = error instanceof CommandRefused ? error.reason : 'offline';
      if (reason === 'offline' || this.#lobby.knock !== knock) return;
      this.#reduce({ type: 'not_asked' });
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
