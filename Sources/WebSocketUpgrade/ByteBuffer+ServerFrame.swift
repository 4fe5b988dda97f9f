// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOWebSocket

extension ByteBuffer {
    /// Largest header of a server's frame (RFC 6455, 5.2); servers do not mask.
    static let maxServerFrameHeader = 10

    /// Appends a whole frame. Frames that go out together share one buffer and one write.
    mutating func writeServerFrame(_ opcode: WebSocketOpcode, payload: ByteBuffer) {
        self.writeInteger(0x80 | UInt8(webSocketOpcode: opcode))
        switch payload.readableBytes {
        case ...125:
            self.writeInteger(UInt8(payload.readableBytes))
        case ...0xFFFF:
            self.writeInteger(UInt8(126))
            self.writeInteger(UInt16(payload.readableBytes))
        default:
            self.writeInteger(UInt8(127))
            self.writeInteger(UInt64(payload.readableBytes))
        }
        self.writeImmutableBuffer(payload)
    }
}
