// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { notices, repeatable, takesBack } from './commands.js';
import { Emitter, ServerClock, systemTimers } from './events.js';

/**
 * A command was refused by the server (`reason` of the closed list), or could not be carried over a reconnection
 * (`offline`).
 */
export class CommandRefused extends Error {
  /** @param {import('./types.js').RefusalReason|'offline'} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * @typedef {'connecting'|'open'|'offline'|'closed'} SocketState  `offline` while it tries again, `closed` for good
 * @typedef {object} SignallingEvents
 * @property {SocketState} state
 * @property {{page: string, again: boolean}} welcome  the server has heard us; `again` is true after a reconnection
 * @property {import('./types.js').PageMessage} message
 * @property {{code: number, reason: 'final'|'ticket'}} closed
 *
 * @typedef {object} SignallingOptions
 * @property {string} url  absolute, ws: or wss:
 * @property {string} ticket
 * @property {() => string|null} [resume]  the running call's resume token, asked at each opening
 * @property {string} [ticketURL]
 * @property {(url: string, protocols: string[]) => WebSocket} [openSocket]
 * @property {(url: string, init: RequestInit) => Promise<Response>} [request]
 * @property {import('./events.js').Timers} [timers]
 * @property {() => number} [random]
 */

/**
 * One page's connection to the server: opened, kept alive, opened again for as long as the page is there.
 *
 * @extends {Emitter<SignallingEvents>}
 */
export class SignallingClient extends Emitter {
  static silence = 12_000;
  static opening = 6_000;
  static delays = [0, 250, 500, 1000, 2000];
  static largest = 64 * 1024;

  #options;
  #timers;
  #ticket;
  /** @type {WebSocket|null} */
  #socket = null;
  /** @type {SocketState} */
  #state = 'closed';
  #failures = 0;
  #unopened = 0;
  #welcomed = false;
  #greeted = false;
  #takeBack = false;
  #heard = 0;
  /** @type {number|null} */
  #heardBefore = null;
  #nextId = 1;
  /** @type {() => void} */
  #stopWatch = () => {};
  /** @type {(() => void)|null} */
  #stopRetry = null;
  /**
   * @typedef {{resolve: () => void, reject: (error: CommandRefused) => void}} Answer
   * @type {Map<number, {message: import('./commands.js').Command, again: boolean, answers: Answer[]}>}
   */
  #pending = new Map();
  /** The server's clock. */
  clock;

  /** @param {SignallingOptions} options */
  constructor(options) {
    super();
    this.#options = {
      ticketURL: '/api/v1/tickets',
      resume: () => /** @type {string|null} */ (null),
      openSocket: (/** @type {string} */ url, /** @type {string[]} */ protocols) => new WebSocket(url, protocols),
      request: (/** @type {string} */ url, /** @type {RequestInit} */ init) => fetch(url, init),
      random: Math.random,
      ...options,
    };
    this.#timers = options.timers ?? systemTimers;
    this.#ticket = options.ticket;
    this.clock = new ServerClock(this.#timers);
  }

  /** @returns {SocketState} */
  get state() {
    return this.#state;
  }

  /**
   * When the line that was lost had last brought something, by the server's clock.
   *
   * @returns {number|null}
   */
  get heardBefore() {
    return this.#heardBefore;
  }

  connect() {
    if (this.#state !== 'closed') return;
    this.#setState('connecting');
    this.#open();
  }

  /** Opens again after `moved`: this page wants the call back. */
  takeBack() {
    this.#takeBack = true;
    this.connect();
  }

  close() {
    this.#finish(1000, 'final');
  }

  /** The page has another network: the line belongs to the one that is gone, and says nothing of it for long. */
  networkChanged() {
    if (this.#state === 'closed') return;
    if (!this.#stopRetry) this.#lose();
    this.check();
  }

  /** The page woke up or came to the front: is the line really there? */
  check() {
    if (this.#state === 'closed') return;
    if (this.#stopRetry) {
      this.#failures = 0;
      this.#open();
    } else if (this.#timers.now() - this.#heard >= SignallingClient.silence) {
      this.#lose();
    }
  }

  /**
   * @param {import('./commands.js').Command} command
   * @returns {Promise<void>} settles when the server has acknowledged (and stored) it; rejects with CommandRefused
   */
  command(command) {
    return new Promise((resolve, reject) => {
      const { type, ...fields } = command;
      const again = repeatable.has(type);
      for (const entry of this.#pending.values()) if (entry.message.type === takesBack[type]) entry.again = false;
      if (!this.#welcomed && !again) return reject(new CommandRefused('offline'));
      const entry = { message: { type, id: this.#nextId++, ...fields }, again, answers: [{ resolve, reject }] };
      if (again) entry.answers.push(...this.#supersede(type));
      this.#pending.set(entry.message.id, entry);
      if (this.#welcomed) this.#write(entry.message);
    });
  }

  /**
   * Says something that gets no answer. What is said while the line is away is lost.
   *
   * @param {import('./commands.js').Command} notice
   * @returns {boolean} whether it was sent
   */
  notify(notice) {
    return this.#welcomed && this.#write(notice);
  }

  /** @param {string} type */
  #supersede(type) {
    const answers = [];
    for (const [id, entry] of this.#pending) {
      if (entry.message.type !== type) continue;
      answers.push(...entry.answers);
      this.#pending.delete(id);
    }
    return answers;
  }

  /** @param {import('./commands.js').Command} message */
  #write(message) {
    if (this.#socket?.readyState !== 1) return false;
    const text = JSON.stringify(message);
    if (new TextEncoder().encode(text).length > SignallingClient.largest) return false;
    this.#socket.send(text);
    return true;
  }

  #open() {
    this.#stopRetry?.();
    this.#stopRetry = null;
    this.#abandon();
    this.#heard = this.#timers.now();
    const socket = this.#options.openSocket(this.#options.url, ['visavis.v1', `ticket.${this.#ticket}`]);
    this.#socket = socket;
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.#unopened = 0;
      this.#heard = this.#timers.now();
      this.#write(notices.hello(this.#options.resume(), this.#takeBack));
    };
    socket.onmessage = event => this.#receive(event.data);
    socket.onclose = event => this.#closed(event.code, opened);
    this.#watch();
  }

  /** Ends an attempt that does not open, and an open line that has gone silent. */
  #watch() {
    this.#stopWatch();
    const limit = this.#socket?.readyState === 0 ? SignallingClient.opening : SignallingClient.silence;
    const left = this.#heard + limit - this.#timers.now();
    if (left > 0) this.#stopWatch = this.#timers.after(left, () => this.#watch());
    else this.#lose();
  }

  #lose() {
    const opened = this.#welcomed;
    this.#abandon();
    this.#closed(1006, opened);
  }

  /** Forgets the present socket without waiting for its close: on a dead line that takes minutes. */
  #abandon() {
    this.#stopWatch();
    const socket = this.#socket;
    if (this.#welcomed) this.#heardBefore = this.clock.now() - (this.#timers.now() - this.#heard);
    this.#socket = null;
    this.#welcomed = false;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /** @param {number} code @param {boolean} opened */
  #closed(code, opened) {
    const isRefused = code === 1008 && opened && !this.#welcomed;
    this.#abandon();
    for (const [id, entry] of this.#pending) {
      if (entry.again) continue;
      this.#pending.delete(id);
      for (const answer of entry.answers) answer.reject(new CommandRefused('offline'));
    }
    if (code === 1000) return this.#finish(code, 'final');
    // Let in and sent away before a word was said: the ticket was withdrawn (a new room link, a login that ended).
    if (isRefused) return this.#finish(code, 'ticket');
    this.#setState('offline');
    if (!opened) this.#unopened += 1;
    const renew = code === 4401 || code === 1008 || this.#unopened >= 2;
    if (code === 1008) this.#failures = SignallingClient.delays.length;
    const { delays } = SignallingClient;
    const delay = delays[this.#failures] ?? 3000 + 1000 * this.#options.random();
    this.#failures += 1;
    this.#stopRetry = this.#timers.after(delay, () => (renew ? this.#renewAndOpen(code) : this.#open()));
  }

  /** @param {number} code */
  async #renewAndOpen(code) {
    let refused = false;
    try {
      const response = await this.#options.request(this.#options.ticketURL, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ticket: this.#ticket }),
      });
      refused = [400, 401, 403, 404, 410].includes(response.status);
      if (response.ok) this.#ticket = (await response.json()).ticket;
    } catch {
      // The network is away: the old ticket is tried again.
    }
    if (this.#state !== 'offline' || !this.#stopRetry) return;
    this.#unopened = 0;
    if (refused) this.#finish(code, 'ticket');
    else this.#open();
  }

  /** @param {unknown} data */
  #receive(data) {
    this.#heard = this.#timers.now();
    const message = parse(data);
    if (!message) return;
    if (typeof message.now === 'number') this.clock.hear(message.now);
    switch (message.type) {
      case 'ping': this.#write(notices.pong()); break;
      case 'welcome': this.#welcome(message); break;
      case 'ticket': this.#ticket = message.ticket; break;
      case 'ack': this.#answer(message.id, null); break;
      case 'refused': this.#answer(message.id, message.reason); break;
      default: this.emit('message', /** @type {import('./types.js').PageMessage} */ (message));
    }
  }

  /** @param {import('./commands.js').Command} message */
  #welcome(message) {
    this.#failures = 0;
    this.#takeBack = false;
    const again = this.#greeted;
    this.#greeted = true;
    const unanswered = [...this.#pending.values()];
    this.#welcomed = true;
    this.#setState('open');
    // What listeners say again now replaces what was unanswered; the rest follows.
    this.emit('welcome', { page: message.page, again });
    for (const entry of unanswered) {
      if (entry.again && this.#pending.has(entry.message.id)) this.#write(entry.message);
    }
  }

  /** @param {number} id @param {import('./types.js').RefusalReason|null} reason */
  #answer(id, reason) {
    const entry = this.#pending.get(id);
    this.#pending.delete(id);
    for (const { resolve, reject } of entry?.answers ?? []) reason ? reject(new CommandRefused(reason)) : resolve();
  }

  /** @param {number} code @param {'final'|'ticket'} reason */
  #finish(code, reason) {
    if (this.#state === 'closed') return;
    this.#stopRetry?.();
    this.#stopRetry = null;
    this.#abandon();
    const unanswered = [...this.#pending.values()];
    this.#pending.clear();
    for (const { answers } of unanswered) for (const { reject } of answers) reject(new CommandRefused('offline'));
    this.#setState('closed');
    this.emit('closed', { code, reason });
  }

  /** @param {SocketState} state */
  #setState(state) {
    if (this.#state === state) return;
    this.#state = state;
    this.emit('state', state);
  }
}

/**
 * @param {unknown} data
 * @returns {import('./commands.js').Command|null} null for what is not an object with a type
 */
function parse(data) {
  try {
    const message = JSON.parse(/** @type {string} */ (data));
    return typeof message?.type === 'string' ? message : null;
  } catch {
    return null;
  }
}
