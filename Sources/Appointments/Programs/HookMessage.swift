// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// One message to another program, and its signature as Standard Webhooks has it: HMAC-SHA256 with the address's secret over
/// `id.timestamp.body`.
struct HookMessage<Content: Encodable>: Encodable {
    let type: String
    let timestamp: String
    let data: Content

    init(type: String, timestamp: Date, data: Content) {
        self.type = type
        self.timestamp = timestamp.utcText
        self.data = data
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

/// What signs messages: shown as `whsec_` and base64, stored the same, because signing needs it.
struct HookSecret: Sendable {
    private static let prefix = "whsec_"

    let text: String

    static func make() -> HookSecret {
        var generator = SystemRandomNumberGenerator()
        let bytes = Data((0..<24).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        return HookSecret(text: prefix + bytes.base64EncodedString())
    }

    /// The fields that a message travels with. The time is that of the attempt, so that a receiver can refuse old ones.
    func fields(id: String, body: String, at instant: Date) -> [(name: String, value: String)] {
        let timestamp = String(Int(instant.timeIntervalSince1970))
        return [
            ("Webhook-Id", id), ("Webhook-Timestamp", timestamp),
            ("Webhook-Signature", "v1," + signature(of: "\(id).\(timestamp).\(body)")),
        ]
    }

    private func signature(of text: String) -> String {
        let key = Data(base64Encoded: String(self.text.dropFirst(Self.prefix.count))) ?? Data(self.text.utf8)
        let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: key))
        return Data(code).base64EncodedString()
    }
}
