// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// Cuts a byte stream into batches of whole frames: STUN messages, and ChannelData with its padding (RFC 8656, 12.5).
///
/// What was read in one piece is passed on as it is; only a frame that is not whole yet is copied and kept.
struct StreamFramer {
    enum Failure: Error {
        /// Neither STUN nor ChannelData, or one that is announced larger than allowed.
        case invalidFrame
    }

    /// Largest frame with its header. What it is when nothing else holds: the largest UDP payload in a Send indication.
    static let maxFrame = 65_535 + 128

    /// Bounds frames to come; bytes of a larger one are never waited for.
    var maxFrame = StreamFramer.maxFrame
    /// False before anything but a STUN message can have a meaning.
    var allowsChannelData = true

    private var partial: ByteBuffer?

    /// Bytes of a frame that is not whole yet.
    var keptBytes: Int { self.partial?.readableBytes ?? 0 }

    init() {}

    /// The whole frames that `bytes` brought, one after another; nil when none is whole yet.
    mutating func read(_ bytes: ByteBuffer) throws(Failure) -> ByteBuffer? {
        guard var kept = self.partial.take() else {
            let length = try self.wholeFrames(bytes)
            return self.take(length, from: bytes)
        }
        kept.writeImmutableBuffer(bytes)
        let length = try self.wholeFrames(kept)
        guard length > 0 else {
            // Kept as it is: copied again, a frame that comes byte by byte would cost the square of its length.
            self.partial = kept
            return nil
        }
        return self.take(length, from: kept)
    }

    /// The beginning of a frame that is not whole yet, for whoever reads on.
    mutating func takeKept() -> ByteBuffer { self.partial.take() ?? ByteBuffer() }

    private mutating func take(_ length: Int, from bytes: ByteBuffer) -> ByteBuffer? {
        var bytes = bytes
        let frames = length > 0 ? bytes.readSlice(length: length) : nil
        if bytes.readableBytes > 0 {
            // Copied, because a slice would hold the buffer of the whole read.
            var rest = ByteBufferAllocator().buffer(capacity: bytes.readableBytes)
            rest.writeImmutableBuffer(bytes)
            self.partial = rest
        }
        return frames
    }

    /// How many bytes of `bytes` are whole frames.
    private func wholeFrames(_ bytes: ByteBuffer) throws(Failure) -> Int {
        var length = 0
        while length < bytes.readableBytes {
            let (next, kind) = bytes.withUnsafeReadableBytes { all in
                let rest = UnsafeRawBufferPointer(rebasing: all[length...])
                return (StreamFrame(at: rest, maximum: self.maxFrame), PacketKind(firstByte: all[length]))
            }
            if case .channelData = kind, !self.allowsChannelData { throw .invalidFrame }
            switch next {
            case .frame(let count): length += count
            case .need: return length
            case .invalid: throw .invalidFrame
            }
        }
        return length
    }
}
