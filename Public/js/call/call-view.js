// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * @typedef {import('./types.js').Media} Media
 *
 * @typedef {object} CallView  all that a page draws of its call
 * @property {string|null} call  null while no call runs
 * @property {'none'|'connecting'|'in_call'} phase
 * @property {string} name  the other side's
 * @property {number|null} started  server's clock
 * @property {Media} media  own; `microphoneBlocked` and `cameraBlocked`: the host does not allow it
 * @property {Media} other
 * @property {boolean} present  the other side's line to the server; media may come without it
 * @property {boolean} hidesAddresses  everything passes a relay, so that neither side learns where the other is
 * @property {number|null} seatDeadline  server's clock, while the other side is away
 * @property {boolean} lost  media have stopped: "Reconnecting…"
 * @property {import('./media-watch.js').RescueStep|null} step
 */

/** @type {Media} */
const nothingKnown = {
  microphone: true, camera: true, hasCamera: true, microphoneBlocked: false, cameraBlocked: false,
};

/** @returns {Omit<CallView, 'media'>} what a page draws while no call runs */
export function emptyView() {
  return {
    call: null, phase: 'none', name: '', started: null, other: { ...nothingKnown }, present: false, seatDeadline: null,
    hidesAddresses: false, lost: false, step: null,
  };
}
