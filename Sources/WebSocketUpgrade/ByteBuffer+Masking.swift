// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOWebSocket

extension ByteBuffer {
    /// Appends a client's payload without its masking (RFC 6455, 5.3), eight bytes at a time. Returns how many bytes.
    @discardableResult
    mutating func writeUnmasking(_ payload: ByteBuffer, _ key: WebSocketMaskingKey) -> Int {
        let mask = (key[0], key[1], key[2], key[3], key[0], key[1], key[2], key[3])
        let count = payload.readableBytes
        return self.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { target in
            payload.withUnsafeReadableBytes { source in
                withUnsafeBytes(of: mask) { mask in
                    let word = mask.load(as: UInt64.self)
                    var index = 0
                    while index + 8 <= count {
                        let masked = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                        target.storeBytes(of: masked ^ word, toByteOffset: index, as: UInt64.self)
                        index += 8
                    }
                    while index < count {
                        target[index] = source[index] ^ mask[index & 7]
                        index += 1
                    }
                }
            }
            return count
        }
    }
}
