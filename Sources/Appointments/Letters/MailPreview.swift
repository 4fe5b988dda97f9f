// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

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

    /// The document with the subject above it, as programs for mail show both.
    /// - Parameter label: the word for the subject.
    public func html(subjectAs label: String) -> String {
        let line = """
            <p style="margin:0;padding:12px 16px;border-bottom:1px solid #ccc;font-family:sans-serif">\
            \(Letter.escaped(label)): <strong>\(Letter.escaped(subject))</strong></p>
            """
        guard let body = html.range(of: "<body"), let end = html[body.upperBound...].firstIndex(of: ">") else {
            return html
        }
        return html[...end] + line + html[html.index(after: end)...]
    }
}
