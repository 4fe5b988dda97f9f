// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A mail to be looked at.
public struct MailPreview: Sendable, Equatable {
    public let subject: String
    /// The plain text, whole.
    public let text: String
    /// A whole HTML document, without scripts and outside references.
    public let html: String

    init(_ letter: Letter) {
        subject = letter.subject
        text = letter.text
        html = letter.html
    }
}
