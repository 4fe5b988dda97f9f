// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A mail server's reply (RFC 5321, 4.2).
public struct ServerReply: Sendable, Equatable, CustomStringConvertible {
    public let code: Int
    /// The lines' texts joined by spaces; printable ASCII, at most 500 characters. May name the recipient.
    public let text: String

    public init(code: Int, text: String) {
        self.code = code
        self.text = String(decoding: text.utf8.filter { (0x20...0x7E).contains($0) }.prefix(500), as: UTF8.self)
    }

    public var description: String { "\(code) \(text)" }
}
