// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// For whoever goes back to a form that they have sent: what came of it, and the way on.
struct BookSentView: View {
    static let template = "book/sent"

    var isConfirmed: Bool
    var moment: ShownMoment
    var sendsMail: Bool
    /// Nil where somebody else may have had the same form: then nothing about the client is said.
    var own: Own?
    var timesPath: String

    /// The client's own page, and the address that mail goes to.
    struct Own: Sendable {
        var token: String
        var email: String
        /// The page opens in a window of its own.
        var isInFrame: Bool
    }

    func title(_ words: Catalog) -> String { words("book_title") }

    func fields(_ words: Catalog) -> Fields {
        let fields: Fields = [
            "heading": heading(words),
            "sentence": sentence(words),
            "own": own.map { own -> Fields in
                [
                    "path": SiteURL.client(token: own.token).path,
                    "correctPath": SiteURL.addressOfClient(token: own.token).path, "isInFrame": own.isInFrame,
                    "mail": words(sendsMail ? "book_sent_mail" : "book_sent_address", ["email": own.email]),
                ]
            },
            "timesPath": own == nil ? timesPath : nil,
        ]
        return fields.merging(moment.fields).merging(BookStep.done.fields)
    }

    private func heading(_ words: Catalog) -> String {
        guard own != nil else { return words("book_sent_shared") }
        return words(isConfirmed ? "book_sent_confirmed" : "book_sent_requested")
    }

    private func sentence(_ words: Catalog) -> String {
        guard own == nil else { return words("book_sent_text") }
        return words(sendsMail ? "book_sent_shared_text" : "book_sent_shared_text_quiet")
    }

    static let samples = [true, false].map { isOwn in
        BookSentView(
            isConfirmed: !isOwn, moment: ShownMoment(when: "mardi 3 juin à 10 h 30", whenThere: isOwn ? nil : "…"),
            sendsMail: isOwn,
            own: isOwn ? Own(token: "t", email: "zoe@example.org", isInFrame: true) : nil, timesPath: "/")
    }
}
