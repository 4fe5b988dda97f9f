// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

@testable import STUN

/// An attribute that nobody checks before it is sent. STUN's own types write only what is allowed.
struct RawAttribute {
    let type: AttributeType
    let bytes: [UInt8]
}

extension STUNMessageWriter {
    mutating func write(_ attribute: RawAttribute) {
        let header = begin(attribute.type)
        attribute.bytes.withUnsafeBytes { append($0) }
        end(header)
    }
}
