// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What was just done on the client's own page, said once. The raw value travels in the address (`?done=moved`).
enum VisitNotice: String, Sendable, CaseIterable {
    case requested, confirmed, moved, movedRequest, taken, cancelled, tooLate, gone, corrected, readdressed, stands

    func sentence(_ words: Catalog, _ names: [String: String], sendsMail: Bool) -> String {
        switch self {
        case .requested: words("book_done_requested")
        case .confirmed: words("book_done_confirmed")
        case .moved: words(sendsMail ? "visit_notice_moved" : "visit_notice_moved_quiet")
        case .movedRequest:
            words(sendsMail ? "visit_notice_moved_requested" : "visit_notice_moved_requested_quiet", names)
        case .taken: words(sendsMail ? "visit_notice_taken" : "visit_notice_taken_quiet")
        case .cancelled: words(sendsMail ? "visit_notice_cancelled" : "visit_notice_cancelled_quiet")
        case .tooLate: words("visit_notice_too_late")
        case .gone: words("visit_notice_gone")
        case .corrected: words("visit_notice_corrected")
        case .readdressed: words("visit_notice_readdressed")
        case .stands: words("visit_notice_stands")
        }
    }
}
