// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What an SMTP server is told: from whom, to whom, and the message's bytes.
public struct Envelope: Sendable {
    public let sender: EmailAddress
    public let recipient: EmailAddress
    /// RFC 5322 bytes with CRLF.
    public let message: [UInt8]

    public init(sender: EmailAddress, recipient: EmailAddress, message: [UInt8]) {
        self.sender = sender
        self.recipient = recipient
        self.message = message
    }
}
