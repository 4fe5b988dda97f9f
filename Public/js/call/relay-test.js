// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { Emitter, systemTimers } from './events.js';
import { RelayTrial } from './relay-trial.js';

/**
 * @typedef {'udp'|'tcp'|'tls'} RelayTransport
 * @typedef {{transport: RelayTransport, state: 'running'|'good'|'bad', connected: number|null,
 *   roundTrip: number|null}} RelayResult  milliseconds
 *
 * @typedef {'running'|'good'|'slow'|'blocked'|'unknown'|'absent'} RelayVerdict  `slow`: works, but not by UDP;
 *   `unknown`: could not be tried; `absent`: this site has no relay
 *
 * @typedef {object} RelayTestEvents
 * @property {RelayTest} change
 *
 * @typedef {object} RelayTestOptions
 * @property {string} url  answers a POST with `{iceServers}`
 * @property {(url: string, init: RequestInit) => Promise<Response>} [request]
 * @property {(iceServers: RTCIceServer[]) => {run(): Promise<import('./relay-trial.js').TrialResult|null>,
 *   stop(): void}} [makeTrial]
 * @property {import('./events.js').Timers} [timers]
 */

/** @type {RelayTransport[]} */
const order = ['udp', 'tcp', 'tls'];

/**
 * Tries every way to the relay, each alone and all at the same time.
 *
 * @extends {Emitter<RelayTestEvents>}
 */
export class RelayTest extends Emitter {
  static patience = 5000;

  #options;
  #timers;
  /** @type {RelayResult[]} */
  #results = [];
  /** @type {'running'|'tried'|'unknown'} */
  #state = 'running';
  /** @type {{stop(): void}[]} */
  #trials = [];
  #turn = 0;

  /** @param {RelayTestOptions} options */
  constructor(options) {
    super();
    this.#timers = options.timers ?? systemTimers;
    this.#options = {
      request: (/** @type {string} */ url, /** @type {RequestInit} */ init) => fetch(url, init),
      makeTrial: (/** @type {RTCIceServer[]} */ iceServers) => new RelayTrial(iceServers, { timers: this.#timers }),
      ...options,
    };
  }

  /** The quickest first: UDP, TCP, TLS, as far as the site offers them. */
  get results() {
    return this.#results;
  }

  get isRunning() {
    return this.#state === 'running' || this.#results.some(({ state }) => state === 'running');
  }

  /** @returns {RelayVerdict} `good` as soon as one way works, unless UDP is known not to */
  get verdict() {
    if (this.#state !== 'tried') return this.#state;
    if (this.#results.length === 0) return 'absent';
    const works = this.#results.some(({ state }) => state === 'good');
    if (!works) return this.isRunning ? 'running' : 'blocked';
    const [{ transport, state }] = this.#results;
    return transport === 'udp' && state === 'bad' ? 'slow' : 'good';
  }

  /** Settles when everything has been tried, after 10 s at the latest. */
  async run() {
    this.stop();
    const turn = this.#turn;
    this.#results = [];
    this.#change('running');
    const servers = await this.#servers();
    if (turn !== this.#turn) return;
    if (!servers) return this.#change('unknown');
    const ways = byTransport(servers);
    this.#results = [...ways.keys()].map(
      transport => ({ transport, state: 'running', connected: null, roundTrip: null }));
    this.#change('tried');
    await Promise.all([...ways].map(([transport, iceServers]) => this.#try(turn, transport, iceServers)));
  }

  /** Ends what still runs. Nothing more is said. */
  stop() {
    this.#turn += 1;
    for (const trial of this.#trials.splice(0)) trial.stop();
  }

  /** @param {number} turn @param {RelayTransport} transport @param {RTCIceServer[]} iceServers */
  async #try(turn, transport, iceServers) {
    const trial = this.#options.makeTrial(iceServers);
    this.#trials.push(trial);
    const result = await trial.run();
    if (turn !== this.#turn) return;
    const { connected = null, roundTrip = null } = result ?? {};
    this.#results = this.#results.map(one => (
      one.transport === transport ? { transport, state: result ? 'good' : 'bad', connected, roundTrip } : one));
    this.#change('tried');
  }

  /** @returns {Promise<RTCIceServer[]|null>} null when the server gives none now */
  async #servers() {
    const controller = new AbortController();
    const cancel = this.#timers.after(RelayTest.patience, () => controller.abort());
    try {
      const response = await this.#options.request(this.#options.url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{}',
        signal: controller.signal,
      });
      if (!response.ok) return null;
      const { iceServers } = await response.json();
      return Array.isArray(iceServers) ? iceServers : null;
    } catch {
      return null;
    } finally {
      cancel();
    }
  }

  /** @param {'running'|'tried'|'unknown'} state */
  #change(state) {
    this.#state = state;
    this.emit('change', this);
  }
}

/**
 * @param {RTCIceServer[]} servers
 * @returns {Map<RelayTransport, RTCIceServer[]>} addresses of relays only, each transport's together
 */
export function byTransport(servers) {
  /** @type {Map<RelayTransport, RTCIceServer[]>} */
  const ways = new Map();
  for (const transport of order) {
    for (const server of servers) {
      const urls = [server.urls].flat().filter(url => transportOf(url) === transport);
      if (urls.length > 0) ways.set(transport, [...(ways.get(transport) ?? []), { ...server, urls }]);
    }
  }
  return ways;
}

/**
 * @param {string} url RFC 7065
 * @returns {RelayTransport|null} null for what is no relay's address
 */
export function transportOf(url) {
  if (/^turns:/i.test(url)) return 'tls';
  if (!/^turn:/i.test(url)) return null;
  return /[?&]transport=tcp\b/i.test(url) ? 'tcp' : 'udp';
}
