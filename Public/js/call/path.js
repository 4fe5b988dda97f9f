// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { countersOf } from './media-counters.js';

/**
 * @param {RTCStatsReport} report
 * @returns {boolean} whether the path in use may pass a relay, on this side or the other's; true where none is known
 */
export function mayBeRelayed(report) {
  /** @type {Record<string, any>[]} */
  const all = [];
  report.forEach(stats => all.push(stats));
  const chosen = all.find(({ type, selectedCandidatePairId }) => type === 'transport' && selectedCandidatePairId);
  const pair = all.find(({ type, id, selected }) => (
    type === 'candidate-pair' && (chosen ? id === chosen.selectedCandidatePairId : selected)));
  const typeOf = (/** @type {string} */ id) => all.find(stats => stats.id === id)?.candidateType;
  // A relayed address that was heard of before it was told of is `prflx`.
  const kinds = [typeOf(pair?.localCandidateId), typeOf(pair?.remoteCandidateId)];
  return !pair || kinds.includes('relay') || kinds[1] === 'prflx';
}

/**
 * Whether a connection that believes it is connected still brings something. A relay that ended with the server leaves
 * a path that looks whole for seconds; a direct one is believed.
 *
 * @param {RTCPeerConnection} pc
 * @param {() => Promise<unknown>} pause  long enough for something to come
 */
export async function carries(pc, pause) {
  const before = await pc.getStats();
  if (!mayBeRelayed(before)) return true;
  await pause();
  return countersOf(await pc.getStats()).bytes > countersOf(before).bytes;
}
