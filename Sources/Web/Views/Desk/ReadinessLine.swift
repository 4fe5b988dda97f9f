// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Words

/// What the desk says of a client's device test.
struct ReadinessLine: Sendable {
    var mark: ReadinessMark
    /// When it was tested, already formatted, and with which browser.
    var tested: String?
    /// The appointment whose client can be sent the link again; nil when it is over or nothing can be sent.
    var sendsTo: String?

    func fields(_ words: Catalog) -> Fields {
        [
            "word": word(words),
            "tone": tone,
            "tested": tested,
            "testLinkPath": sendsTo.map { SiteURL.sendTestLink(id: $0).path },
        ]
    }

    private func word(_ words: Catalog) -> String {
        switch mark {
        case .ready: words("desk_ready")
        case .untested: words("desk_ready_untested")
        case .problem(let parts):
            words(
                "desk_ready_problem",
                ["what": parts.map { words("desk_ready_\($0.rawValue)") }.joined(separator: ", ")])
        }
    }

    private var tone: String {
        switch mark {
        case .ready: "success"
        case .untested: "quiet"
        case .problem: "danger"
        }
    }
}
