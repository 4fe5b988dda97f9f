// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What happens next, where the client's own page cannot be the answer: in a frame, and for a request that was there already.
struct BookDoneView: View {
    static let template = "book/done"

    enum Outcome: Sendable {
        case requested, confirmed
        /// The same person asked for the same time before.
        case known
    }

    var outcome: Outcome
    var practitioner: String
    var moment: ShownMoment
    var sendsMail: Bool
    /// Where the mail goes; nil when it is not to be said.
    var email: String?
    /// The client's own page.
    var ownPath: String?

    func title(_ words: Catalog) -> String { words("book_title") }

    func fields(_ words: Catalog) -> Fields {
        let own: Fields = [
            "heading": heading(words),
            "sentence": sentence(words),
            "mail": sendsMail ? email.map { words("book_done_mail", ["email": $0]) } : nil,
            "ownPath": ownPath,
            "next": outcome == .known
                ? nil
                : [
                    "rows": BookDetails.next(
                        words, practitioner: practitioner, confirmsAtOnce: outcome == .confirmed,
                        sendsMail: sendsMail)
                ] as Fields,
        ]
        return own.merging(moment.fields).merging(BookStep.done.fields)
    }

    private func sentence(_ words: Catalog) -> String {
        guard outcome == .known else { return words(sendsMail ? "book_done_keep" : "book_done_keep_quiet") }
        return words(sendsMail ? "book_done_known_text" : "book_done_known_text_quiet")
    }

    private func heading(_ words: Catalog) -> String {
        switch outcome {
        case .requested: words("book_done_requested")
        case .confirmed: words("book_done_confirmed")
        case .known: words("book_done_known")
        }
    }

    static let samples = [Outcome.requested, .confirmed, .known].map { outcome in
        BookDoneView(
            outcome: outcome, practitioner: "Anne Martin",
            moment: ShownMoment(when: "mardi 3 juin à 10 h 30", whenThere: outcome == .known ? nil : "…"),
            sendsMail: outcome == .requested, email: outcome == .requested ? "zoe@example.org" : nil,
            ownPath: outcome == .known ? nil : "/")
    }
}
