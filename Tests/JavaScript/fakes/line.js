// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { SignallingClient } from '../../../Public/js/call/signalling-client.js';
import { FakeTimers, settle } from './timers.js';

/** A WebSocket whose other end is the test. */
export class FakeSocket {
  readyState = 0;
  sent = [];
  onopen = null;
  onmessage = null;
  onclose = null;

  constructor(url, protocols) {
    this.url = url;
    this.protocols = protocols;
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  open() {
    this.readyState = 1;
    this.onopen?.();
  }

  say(message) {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) });
  }

  drop(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  last(type) {
    return this.sent.filter(message => message.type === type).at(-1);
  }
}

/** A signalling client and the test's hold on its sockets, its time and its requests. */
export function makeLine(options = {}) {
  const timers = new FakeTimers();
  const sockets = [];
  const requests = [];
  const line = {
    timers, sockets, requests,
    answer: async () => ({ ok: true, status: 200, json: async () => ({ ticket: 'renewed.ticket' }) }),
    get socket() { return sockets.at(-1); },
    /** The newest socket opens and the server welcomes the page. */
    async welcome() {
      line.socket.open();
      line.socket.say({ type: 'welcome', version: 1, page: 'page', now: timers.now() });
      await settle();
    },
    async start() {
      line.client.connect();
      await line.welcome();
    },
    /** The line drops and is there again at the first attempt. */
    async again() {
      line.socket.drop();
      await timers.pass(0);
      await line.welcome();
    },
    async say(message) {
      line.socket.say(message);
      await settle();
    },
    /** Time passes on a line that lives. */
    async live(milliseconds) {
      for (let left = milliseconds; left > 0; left -= 5000) {
        await timers.pass(Math.min(left, 5000));
        await line.say({ type: 'ping', now: timers.now() });
      }
    },
    /** Acknowledges the newest command of a type. */
    async ack(type) {
      await line.say({ type: 'ack', id: line.socket.last(type).id });
    },
  };
  line.client = new SignallingClient({
    url: 'wss://example.org/ws', ticket: 'first.ticket', timers, random: () => 0.5,
    openSocket: (url, protocols) => {
      sockets.push(new FakeSocket(url, protocols));
      return line.socket;
    },
    request: (url, init) => {
      requests.push({ url, ...init });
      return line.answer();
    },
    ...options,
  });
  return line;
}
