// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { commands } from './commands.js';
import { Emitter } from './events.js';
import { initialHostRoom, newKnocks, reduceHostRoom } from './host-room.js';

/**
 * @typedef {import('./host-room.js').HostRoomState} HostRoomState
 * @typedef {object} HostEvents
 * @property {HostRoomState} change
 * @property {import('./types.js').Knock[]} knocks  new ones, or ones that want an answer again
 *
 * @typedef {object} HostOptions
 * @property {import('./signalling-client.js').SignallingClient} signalling
 * @property {import('./call.js').Call} call
 */

/**
 * The practitioner's page of a room. Every method settles when the server has stored it, and rejects with
 * CommandRefused.
 *
 * @extends {Emitter<HostEvents>}
 */
export class Host extends Emitter {
  #signalling;
  #call;
  /** @type {HostRoomState} */
  #room = initialHostRoom;
  #entered = false;

  /** @param {HostOptions} options */
  constructor({ signalling, call }) {
    super();
    this.#signalling = signalling;
    this.#call = call;
    signalling.on('welcome', () => this.#welcomed());
    signalling.on('state', state => this.#reduce({ type: 'line', online: state === 'open' }));
    signalling.on('message', message => this.#heard(message));
    // The next client is waited for as soon as the last call has ended.
    call.on('ended', () => { if (!this.#room.moved) call.prepare().catch(() => {}); });
  }

  /** @returns {HostRoomState} */
  get room() {
    return this.#room;
  }

  /** Enters the room; said again after every reconnection until `close`. */
  open() {
    this.#entered = true;
    return this.#signalling.command(commands.open());
  }

  close() {
    this.#entered = false;
    return this.#signalling.command(commands.close());
  }

  /** @param {string} knock */
  admit(knock) {
    return this.#signalling.command(commands.admit(knock));
  }

  /** @param {string} knock @param {boolean} silence for an hour; on the room's link only */
  refuse(knock, silence = false) {
    return this.#signalling.command(commands.refuse(knock, silence));
  }

  /** @param {string} knock @param {string} text */
  wait(knock, text) {
    return this.#signalling.command(commands.wait(knock, text));
  }

  /** @param {string} visitor */
  nudge(visitor) {
    return this.#signalling.command(commands.nudge(visitor));
  }

  /** @param {boolean} locked */
  lock(locked) {
    return this.#signalling.command(commands.lock(locked));
  }

  /**
   * Turns the client's microphone or camera off; this page stops playing it at once.
   *
   * @param {import('./types.js').MediaKind} kind
   */
  mute(kind) {
    this.#call.stopPlaying(kind);
    return this.#signalling.command(commands.mute(kind));
  }

  /**
   * Asks the client to turn it on.
   *
   * @param {import('./types.js').MediaKind} kind
   */
  ask(kind) {
    return this.#signalling.command(commands.ask(kind));
  }

  /** @param {boolean} lock */
  exclude(lock = false) {
    return this.#signalling.command(commands.exclude(lock));
  }

  /** Ends the call for both. */
  hangUp() {
    return this.#signalling.command(commands.hangUp());
  }

  /** After `moved`: this page wants the room back. */
  takeBack() {
    this.#entered = true;
    this.#signalling.takeBack();
  }

  #welcomed() {
    this.#reduce({ type: 'welcome' });
    if (this.#entered) this.open().catch(() => {});
  }

  /** @param {import('./types.js').PageMessage} message */
  #heard(message) {
    const before = this.#room;
    this.#call.handle(message);
    this.#reduce(message);
    if (message.type === 'moved') this.#entered = false;
    if (message.type !== 'room' || this.#room === before) return;
    const { call } = this.#room;
    const { call: mine } = this.#call.view;
    if (mine !== null && call?.call !== mine) this.#call.end();
    else if (mine !== null && call) this.#call.setPhase(call.state);
    const fresh = newKnocks(before, this.#room);
    if (fresh.length > 0) this.emit('knocks', fresh);
  }

  /** @param {import('./host-room.js').HostRoomEvent} event */
  #reduce(event) {
    const before = this.#room;
    this.#room = reduceHostRoom(before, event);
    if (this.#room !== before) this.emit('change', this.#room);
  }
}
