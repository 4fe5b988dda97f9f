// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

const isRelayed = (/** @type {string} */ candidate) => / typ relay\b/.test(candidate);

/**
 * What a relayed address was asked from (RFC 8839 5.1) is this side's own address; some browsers tell it.
 *
 * @param {string} candidate
 */
const withoutOrigin = candidate => candidate.replace(/ raddr \S+ rport \d+/, ' raddr 0.0.0.0 rport 0');

/**
 * What may be said when each side's address is hidden from the other: relayed candidates, without where they come from.
 * Candidates of other kinds may be there from before the policy was known.
 *
 * @param {import('./types.js').SignalPayload} payload
 * @returns {import('./types.js').SignalPayload|null} null when nothing is left to say
 */
export function relayedOnly(payload) {
  const { description, candidates } = payload;
  if (description) {
    const lines = (description.sdp ?? '').split('\r\n')
      .filter(line => !line.startsWith('a=candidate:') || isRelayed(line)).map(withoutOrigin);
    return { ...payload, description: { ...description, sdp: lines.join('\r\n') } };
  }
  if (!candidates || candidates.length === 0) return payload;
  const left = candidates.filter(({ candidate }) => isRelayed(candidate));
  if (left.length === 0) return null;
  return { candidates: left.map(one => ({ ...one, candidate: withoutOrigin(one.candidate) })) };
}
