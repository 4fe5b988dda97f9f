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

    /// Of a refused RCPT: that the address is wrong, or its mailbox takes nothing, and not that the server will have nothing of
    /// ours (relaying, policy). By the enhanced status code (RFC 3463, 3): of addressing but the sender's, of the mailbox, or of the
    /// way to it. Without one nothing is known: servers say 550 of both.
    var isOfAddress: Bool {
        let words = text.prefix { $0 != " " }.split(separator: ".", omittingEmptySubsequences: false)
        let status = words.compactMap { Int($0) }
        guard words.count == 3, status.count == 3, status[0] == 5 else { return false }
        return switch status[1] {
        case 1: ![7, 8].contains(status[2])
        case 2, 4: true
        default: false
        }
    }

    public var description: String { "\(code) \(text)" }
}
