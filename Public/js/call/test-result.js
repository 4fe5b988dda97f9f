// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What a device test found, in the words that the server keeps.
 *
 * @typedef {'good'|'denied'|'missing'|'failed'|'untested'} DeviceWord
 * @typedef {object} TestResult
 * @property {string} browser
 * @property {DeviceWord} camera
 * @property {DeviceWord} microphone
 * @property {DeviceWord} speaker
 * @property {'direct'|'relayed'|'blocked'|'untested'} connection
 */

/** @type {Partial<Record<import('./device-problems.js').DeviceProblem, DeviceWord>>} */
const words = { denied: 'denied', no_device: 'missing' };

/** @param {boolean|null} isGood null while it is not known @param {import('./device-problems.js').DeviceProblem|null} problem */
export function deviceWord(isGood, problem) {
  if (isGood) return 'good';
  if (problem) return words[problem] ?? 'failed';
  return isGood === null ? 'untested' : 'failed';
}

/** @param {import('./relay-test.js').RelayVerdict} verdict */
export function connectionWord(verdict) {
  return verdict === 'good' ? 'direct' : verdict === 'slow' ? 'relayed' : verdict === 'blocked' ? 'blocked' : 'untested';
}

/**
 * “Firefox 140”: name and version, nothing else of what a browser says of itself.
 *
 * @param {string} userAgent
 */
export function browserName(userAgent) {
  for (const [pattern, name] of /** @type {[RegExp, string][]} */ ([
    [/(?:Edg|EdgA|EdgiOS)\/(\d+)/, 'Edge'], [/(?:OPR|Opera)\/(\d+)/, 'Opera'], [/SamsungBrowser\/(\d+)/, 'Samsung Internet'],
    [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'], [/(?:Chrome|CriOS)\/(\d+)/, 'Chrome'], [/Version\/(\d+).*Safari/, 'Safari'],
  ])) {
    const found = pattern.exec(userAgent);
    if (found) return `${name} ${found[1]}`;
  }
  return '';
}

/** Hands each new result to the server; the last one counts, and one that is like the one before is not sent again. */
export class ResultSender {
  #url;
  #request;
  #sent = '';
  #next = Promise.resolve();

  /** @param {string} url @param {(url: string, init: RequestInit) => Promise<Response>} request */
  constructor(url, request = (address, init) => fetch(address, init)) {
    this.#url = url;
    this.#request = request;
  }

  /** @param {TestResult} result */
  send(result) {
    const body = JSON.stringify(result);
    const { camera, microphone, speaker, connection } = result;
    const isKnown = [camera, microphone, speaker, connection].some(word => word !== 'untested');
    if (body === this.#sent || !isKnown) return this.#next;
    this.#sent = body;
    this.#next = this.#next.then(async () => {
      if (body !== this.#sent) return;
      try {
        await this.#request(this.#url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
      } catch {
        // Without a network there is nothing to tell; the next change tells it.
        this.#sent = '';
      }
    });
    return this.#next;
  }
}
