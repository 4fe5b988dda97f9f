// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

@testable import TURN

/// Frames as a client writes them on a stream.
enum Frames {
    static func channelData(_ payload: [UInt8], channel: UInt16 = 0x4000) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeInteger(channel)
        buffer.writeInteger(UInt16(payload.count))
        buffer.writeBytes(payload)
        buffer.writeRepeatingByte(0, count: -payload.count & 3)
        return buffer
    }

    static func binding() -> ByteBuffer {
        var buffer = ByteBuffer()
        STUNMessageWriter(.request, .binding, .random(), into: &buffer).finish(into: &buffer)
        return buffer
    }

    /// A success response to Allocate or Refresh.
    static func granted(_ method: STUNMethod, seconds: UInt32) -> ByteBuffer {
        var buffer = ByteBuffer()
        var writer = STUNMessageWriter(.successResponse, method, .random(), into: &buffer)
        writer.write(Lifetime(seconds: seconds))
        writer.finish(into: &buffer)
        return buffer
    }

    /// The first four bytes of a message that announces this many.
    static func announced(_ length: UInt16) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeInteger(UInt16(0x0003))
        buffer.writeInteger(length)
        buffer.writeInteger(MessageHeader.magicCookie)
        return buffer
    }

    static func joined(_ frames: ByteBuffer...) -> ByteBuffer {
        frames.reduce(into: ByteBuffer()) { $0.writeImmutableBuffer($1) }
    }
}
