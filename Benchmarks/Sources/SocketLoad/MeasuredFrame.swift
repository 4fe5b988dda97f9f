// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// A frame that is sent again and again with another time in it. Made once, so that the load costs less than the server.
struct MeasuredFrame {
    private static let digits = 16
    private let frame: [UInt8]
    private let place: Int?

    /// - Parameter text: `{time}` in it becomes `@`, 16 digits, `@`.
    init(_ text: String) {
        let parts = text.split(separator: "{time}", maxSplits: 1, omittingEmptySubsequences: false)
        let mark = parts.count > 1 ? "@" + String(repeating: "0", count: Self.digits) + "@" : ""
        let before = Array((parts.first ?? "").utf8)
        let payload = before + Array(mark.utf8) + Array((parts.dropFirst().first ?? "").utf8)
        self.frame = Self.masked(payload)
        self.place = parts.count > 1 ? self.frame.count - payload.count + before.count + 1 : nil
    }

    /// - Parameter time: nanoseconds of the machine's uptime.
    func bytes(at time: UInt64) -> ByteBuffer {
        var buffer = ByteBuffer(bytes: self.frame)
        guard let place else { return buffer }
        var rest = time
        buffer.withUnsafeMutableReadableBytes { bytes in
            for index in stride(from: place + Self.digits - 1, through: place, by: -1) {
                bytes[index] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
        }
        return buffer
    }

    static func time(in text: ByteBuffer) -> UInt64? {
        text.withUnsafeReadableBytes { bytes in
            guard let mark = bytes.firstIndex(of: UInt8(ascii: "@")), mark + Self.digits < bytes.count else {
                return nil
            }
            var time: UInt64 = 0
            for byte in bytes[(mark + 1)...(mark + Self.digits)] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                time = time * 10 + UInt64(byte - UInt8(ascii: "0"))
            }
            return time
        }
    }

    /// A text frame, masked with a key of zeros, which costs nothing.
    static func masked(_ text: [UInt8]) -> [UInt8] {
        let length = text.count < 126 ? [UInt8(text.count)] : [126, UInt8(text.count >> 8), UInt8(text.count & 0xFF)]
        return [0x81, 0x80 | length[0]] + length.dropFirst() + [0, 0, 0, 0] + text
    }
}
