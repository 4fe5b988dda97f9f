// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * @typedef {object} MediaCounters  what has come from the other side so far
 * @property {number} audio  packets
 * @property {number} video  packets
 * @property {number} frames  decoded
 * @property {number} bytes  of the transport: also grows while both tracks are off
 * @property {number} framesSent
 */

/**
 * @param {RTCStatsReport|undefined} report
 * @returns {MediaCounters}
 */
export function countersOf(report) {
  const counters = { audio: 0, video: 0, frames: 0, bytes: 0, framesSent: 0 };
  report?.forEach(stats => {
    if (stats.type === 'inbound-rtp' && stats.kind === 'audio') counters.audio += stats.packetsReceived ?? 0;
    if (stats.type === 'inbound-rtp' && stats.kind === 'video') {
      counters.video += stats.packetsReceived ?? 0;
      counters.frames += stats.framesDecoded ?? 0;
    }
    if (stats.type === 'outbound-rtp' && stats.kind === 'video') counters.framesSent += stats.framesSent ?? 0;
    if (stats.type === 'candidate-pair') counters.bytes += stats.bytesReceived ?? 0;
  });
  return counters;
}
