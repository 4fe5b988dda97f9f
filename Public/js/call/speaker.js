// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The choice of the loudspeaker, where a browser has it (not on iPhones: no choice is shown that cannot work).
 *
 * @typedef {HTMLMediaElement & {setSinkId?: (id: string) => Promise<void>}} Player
 */

/** @param {object} prototype `HTMLMediaElement.prototype`, or a player */
export function canChooseSpeaker(prototype) {
  return 'setSinkId' in prototype;
}

/**
 * @param {Player} player
 * @param {string} id '' is the system's default
 * @returns {Promise<boolean>} false: this output cannot be used, the present one stays
 */
export async function setSpeaker(player, id) {
  try {
    await player.setSinkId?.(id);
    return player.setSinkId !== undefined;
  } catch {
    return false;
  }
}

/**
 * Plays; where the browser wants a tap first the answer is false, and the page shows "Tap to hear".
 *
 * @param {Pick<HTMLMediaElement, 'play'>} player
 * @returns {Promise<boolean>}
 */
export async function tryToPlay(player) {
  try {
    await player.play();
    return true;
  } catch (error) {
    // A newer load or a pause came in between: nothing is blocked.
    return /** @type {Error} */ (error).name === 'AbortError';
  }
}
