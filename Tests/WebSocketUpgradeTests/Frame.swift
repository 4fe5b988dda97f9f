// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A frame as bytes, made and read by hand, so that the tests do not trust the code they test.
struct Frame: Equatable {
    var opcode: UInt8
    var payload: [UInt8]

    static func text(_ text: String) -> Frame { Frame(opcode: 1, payload: Array(text.utf8)) }
    static func close(_ code: UInt16) -> Frame { Frame(opcode: 8, payload: [UInt8(code >> 8), UInt8(code & 0xFF)]) }

    /// A client's bytes: masked.
    var masked: [UInt8] {
        let key: [UInt8] = [1, 2, 3, 4]
        var bytes = [0x80 | self.opcode]
        if self.payload.count < 126 {
            bytes.append(0x80 | UInt8(self.payload.count))
        } else {
            bytes += [0x80 | 126, UInt8(self.payload.count >> 8), UInt8(self.payload.count & 0xFF)]
        }
        return bytes + key + self.payload.enumerated().map { $1 ^ key[$0 % 4] }
    }

    /// A server's frame at the beginning of the bytes, and its length; nil when it is not whole.
    static func read(_ bytes: [UInt8]) -> (Frame, Int)? {
        guard bytes.count >= 2 else { return nil }
        var start = 2
        var length = Int(bytes[1])
        if length == 126 {
            guard bytes.count >= 4 else { return nil }
            (start, length) = (4, Int(bytes[2]) << 8 | Int(bytes[3]))
        }
        guard bytes.count >= start + length else { return nil }
        return (Frame(opcode: bytes[0] & 0x0F, payload: Array(bytes[start..<start + length])), start + length)
    }
}
