// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The commands of docs/signalling.md, without their id: `signalling.command(commands.admit(knock))`.
 *
 * @typedef {import('./types.js').DeviceReport} DeviceReport
 * @typedef {import('./types.js').MediaKind} MediaKind
 * @typedef {{type: string, [field: string]: any}} Command
 */

/**
 * What may be said again after a reconnection without doing anything twice; a newer one replaces an unanswered older
 * one.
 */
export const repeatable = new Set(['ready', 'knock', 'media', 'connected', 'open']);

/**
 * What takes back an unanswered command, so that it is not said again.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const takesBack = { close: 'open', withdraw: 'knock' };

export const commands = {
  /** @param {string|null} name @param {DeviceReport} devices @returns {Command} */
  ready: (name, devices) => ({ type: 'ready', name, devices }),
  /** @param {string} knock @param {string} name @param {number|null} left milliseconds @returns {Command} */
  knock: (knock, name, left = null) => ({ type: 'knock', knock, name, left }),
  /** @returns {Command} */
  withdraw: () => ({ type: 'withdraw' }),

  /** @returns {Command} */
  open: () => ({ type: 'open' }),
  /** @returns {Command} */
  close: () => ({ type: 'close' }),
  /** @param {string} knock @returns {Command} */
  admit: knock => ({ type: 'admit', knock }),
  /** @param {string} knock @param {boolean} silence @returns {Command} */
  refuse: (knock, silence = false) => ({ type: 'refuse', knock, silence }),
  /** @param {string} knock @param {string} text @returns {Command} */
  wait: (knock, text) => ({ type: 'wait', knock, text }),
  /** @param {string} visitor @returns {Command} */
  nudge: visitor => ({ type: 'nudge', visitor }),
  /** @param {boolean} locked @returns {Command} */
  lock: locked => ({ type: 'lock', locked }),
  /** @param {MediaKind} kind @returns {Command} */
  mute: kind => ({ type: 'mute', kind }),
  /** @param {MediaKind} kind @returns {Command} */
  ask: kind => ({ type: 'ask', kind }),
  /** @param {boolean} lock @returns {Command} */
  exclude: (lock = false) => ({ type: 'exclude', lock }),

  /** @param {{microphone: boolean, camera: boolean, hasCamera: boolean}} media @returns {Command} */
  media: ({ microphone, camera, hasCamera }) => ({ type: 'media', microphone, camera, hasCamera }),
  /** @returns {Command} */
  connected: () => ({ type: 'connected' }),
  /** @returns {Command} */
  hangUp: () => ({ type: 'hang_up' }),
};

/** Messages that carry no id and get no answer. */
export const notices = {
  /** @param {string|null} resume @param {boolean} takeBack @returns {Command} */
  hello: (resume, takeBack = false) => ({ type: 'hello', version: 1, resume, ...(takeBack ? { takeBack } : {}) }),
  /** @returns {Command} */
  pong: () => ({ type: 'pong' }),
  /** @returns {Command} */
  flow: () => ({ type: 'flow' }),
  /** @param {string} call @param {import('./types.js').SignalPayload} payload @returns {Command} */
  signal: (call, payload) => ({ type: 'signal', call, ...payload }),
};

/** @returns {string} 96 random bits in 16 characters of base64url */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}
