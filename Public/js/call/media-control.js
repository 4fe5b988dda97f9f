// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * @typedef {import('./types.js').Media} Media
 * @typedef {import('./types.js').MediaKind} MediaKind
 */

/** @type {Media} What every first entry begins with: camera and microphone on. */
const firstEntry = { microphone: true, camera: true, hasCamera: true, microphoneBlocked: false, cameraBlocked: false };

/**
 * What this participant shows, and what the host allows. A client cannot turn on what the host has turned off until
 * the host asks for it; the host itself is never blocked.
 */
export class MediaControl {
  /** @type {Media} */
  #media = { ...firstEntry };

  /** @returns {Media} */
  get media() {
    return { ...this.#media };
  }

  /** @param {Media} media what the server holds of this side, with the grant */
  restore(media) {
    this.#media = { ...media };
  }

  /** @param {MediaKind} kind */
  isBlocked(kind) {
    return this.#media[`${kind}Blocked`];
  }

  /**
   * @param {MediaKind} kind
   * @param {boolean} on
   * @returns {boolean} false when the host does not allow it
   */
  set(kind, on) {
    if (on && this.isBlocked(kind)) return false;
    this.#media[kind] = on;
    if (kind === 'camera' && on) this.#media.hasCamera = true;
    return true;
  }

  /** @param {boolean} has */
  setHasCamera(has) {
    this.#media.hasCamera = has;
    if (!has) this.#media.camera = false;
  }

  /**
   * @param {import('./types.js').Control} control the host turned something off, or asks for it
   * @returns {boolean} whether something has to be turned off now
   */
  hostSaid({ kind, blocked }) {
    this.#media[`${kind}Blocked`] = blocked;
    if (!blocked) return false;
    const wasOn = this.#media[kind];
    this.#media[kind] = false;
    return wasOn;
  }
}

/**
 * Whether the host's page plays the client's track: what the host turned off stays off without the client's
 * obedience.
 *
 * @param {MediaKind} kind
 * @param {Media} other the client's media as the server tells it
 */
export function mayPlay(kind, other) {
  return !other[`${kind}Blocked`];
}
