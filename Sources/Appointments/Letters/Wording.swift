// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A mail's subject and introduction; placeholders in braces stand for what differs from mail to mail.
public struct Wording: Sendable, Equatable {
    /// One line.
    public var subject: String
    /// Paragraphs, an empty line between two.
    public var body: String

    public init(subject: String, body: String) {
        self.subject = subject
        self.body = body
    }

    /// The body's paragraphs; line ends within one are kept.
    static func paragraphs(_ body: String) -> [String] {
        var paragraphs: [String] = []
        var lines: [Substring] = []
        for line in (body + "\n").split(separator: "\n" as Character, omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                if !lines.isEmpty { paragraphs.append(lines.joined(separator: "\n")) }
                lines = []
            } else {
                lines.append(line)
            }
        }
        return paragraphs
    }
}
