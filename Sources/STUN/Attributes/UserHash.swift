// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto

/// USERHASH (RFC 8489, section 14.4): SHA-256 of `username:realm`, in place of USERNAME, so that onlookers do not learn
/// the name. Four numbers, so that it can be a key of a table.
public struct UserHash: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.userHash
    let words: SIMD4<UInt64>

    /// Both texts must be prepared as OpaqueString (RFC 8265); ASCII is as it is.
    public init(username: String, realm: String) {
        var hash = SHA256()
        hash.update(text: username)
        hash.update(text: ":")
        hash.update(text: realm)
        words = hash.finalize().withUnsafeBytes { bytes in
            let wire = WireBytes(bytes)
            return SIMD4((0..<4).map { wire.uint64(at: $0 * 8) ?? 0 })
        }
    }

    public init(reading value: AttributeValue) throws(STUNError) {
        try value.require(count: 32)
        words = SIMD4(
            try value.uint64(at: 0), try value.uint64(at: 8), try value.uint64(at: 16), try value.uint64(at: 24))
    }

    public func write(into writer: inout STUNMessageWriter) {
        for index in 0..<4 { writer.append(words[index]) }
    }
}

extension HashFunction {
    mutating func update(text: String) {
        var text = text
        text.withUTF8 { update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }
}
