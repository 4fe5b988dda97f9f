// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// Datagrams of one channel that stand one behind another in a buffer: a burst, or a single one.
///
/// The quota is asked and the peer is looked up once for all of them.
struct ChannelRun {
    let channel: UInt16
    /// How many datagrams.
    private(set) var count = 1
    /// Bytes of their payloads, headers and padding not counted.
    private(set) var payload: Int
    /// Where the next datagram of the buffer begins.
    private(set) var end: Int

    /// Nil where the datagram at `start` is no ChannelData, or shorter than its header says: it is dropped (RFC 8656
    /// section 12.7).
    @inline(__always)
    init?(_ bytes: UnsafeMutableRawBufferPointer, from start: Int, segmentSize: Int) {
        guard let first = Self.header(bytes, start, segmentSize) else { return nil }
        channel = first.channel.rawValue
        payload = first.length
        end = start + min(segmentSize, bytes.count - start)
        while end < bytes.count, let next = Self.header(bytes, end, segmentSize), next.channel == first.channel {
            payload += next.length
            count += 1
            end += min(segmentSize, bytes.count - end)
        }
    }

    @inline(__always)
    private static func header(
        _ bytes: UnsafeMutableRawBufferPointer, _ start: Int, _ segmentSize: Int
    ) -> ChannelDataHeader? {
        let end = min(start + segmentSize, bytes.count)
        return ChannelDataHeader(reading: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    }
}
