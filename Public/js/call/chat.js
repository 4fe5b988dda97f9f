// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { randomId } from './commands.js';
import { Emitter, systemTimers } from './events.js';
import { linkParts } from './links.js';

/**
 * @typedef {object} ChatMessage
 * @property {string} id
 * @property {boolean} mine
 * @property {string} text
 * @property {import('./links.js').TextPart[]} parts  to be shown as text nodes and links
 * @property {number} at  this machine's clock
 * @property {boolean} sent  false while the channel is away; it goes when the channel is back
 *
 * @typedef {object} ChatEvents
 * @property {null} change
 * @property {ChatMessage} message  from the other side
 */

/**
 * Text over the data channel: never through the server, gone at hang-up.
 *
 * @extends {Emitter<ChatEvents>}
 */
export class Chat extends Emitter {
  /** Characters of one message. */
  static longest = 4000;
  /** A message is one SCTP message; browsers of every age carry 16 KiB in one piece. */
  static largest = 16 * 1024;
  static kept = 500;

  #timers;
  #makeId;
  /** @type {RTCDataChannel|null} */
  #channel = null;
  /** @type {ChatMessage[]} */
  #messages = [];
  /** @type {Set<string>} */
  #seen = new Set();
  #unread = 0;

  /**
   * @param {import('./events.js').Timers} timers
   * @param {() => string} makeId
   */
  constructor(timers = systemTimers, makeId = randomId) {
    super();
    this.#timers = timers;
    this.#makeId = makeId;
  }

  /** @returns {readonly ChatMessage[]} */
  get messages() {
    return this.#messages;
  }

  get unread() {
    return this.#unread;
  }

  get isOpen() {
    return this.#channel?.readyState === 'open';
  }

  /** @param {RTCDataChannel} channel of a new connection; what was not sent yet goes through it */
  attach(channel) {
    if (this.#channel) this.#channel.onopen = this.#channel.onmessage = this.#channel.onclose = null;
    this.#channel = channel;
    channel.onopen = () => this.#opened();
    channel.onclose = () => this.emit('change', null);
    channel.onmessage = event => this.#receive(event.data);
    if (channel.readyState === 'open') this.#opened();
  }

  /**
   * @param {string} typed
   * @returns {'empty'|'long'|null} why it was not taken
   */
  send(typed) {
    const text = typed.trim();
    if (text === '') return 'empty';
    if (text.length > Chat.longest) return 'long';
    this.#add({ id: this.#makeId(), mine: true, text, parts: linkParts(text), at: this.#timers.now(), sent: false });
    this.#flush();
    this.emit('change', null);
    return null;
  }

  markRead() {
    if (this.#unread === 0) return;
    this.#unread = 0;
    this.emit('change', null);
  }

  /** Hang-up: nothing is kept. */
  clear() {
    if (this.#channel) this.#channel.onopen = this.#channel.onmessage = this.#channel.onclose = null;
    this.#channel = null;
    this.#messages = [];
    this.#seen.clear();
    this.#unread = 0;
    this.emit('change', null);
  }

  #opened() {
    this.#flush();
    this.emit('change', null);
  }

  #flush() {
    for (const message of this.#messages) {
      if (!message.mine || message.sent || this.#channel?.readyState !== 'open') continue;
      try {
        this.#channel.send(JSON.stringify({ type: 'text', id: message.id, text: message.text }));
        message.sent = true;
      } catch {
        return;
      }
    }
  }

  /** @param {unknown} data */
  #receive(data) {
    const said = parse(data);
    if (!said || this.#seen.has(said.id)) return;
    const { id, text } = said;
    const message = { id, mine: false, text, parts: linkParts(text), at: this.#timers.now(), sent: true };
    this.#add(message);
    this.#unread += 1;
    this.emit('message', message);
    this.emit('change', null);
  }

  /** @param {ChatMessage} message */
  #add(message) {
    this.#seen.add(message.id);
    this.#messages.push(message);
    if (this.#messages.length > Chat.kept) this.#messages.shift();
  }
}

/**
 * @param {unknown} data
 * @returns {{id: string, text: string}|null} null for anything but a text within the limits
 */
function parse(data) {
  if (typeof data !== 'string' || data.length > Chat.largest) return null;
  try {
    const { type, id, text } = JSON.parse(data);
    const fits = type === 'text' && typeof id === 'string' && id.length <= 64
      && typeof text === 'string' && text.length <= Chat.longest && text.trim() !== '';
    return fits ? { id, text } : null;
  } catch {
    return null;
  }
}
