// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What was just done on the client's own page, said once. The raw value travels in the address (`?done=moved`).
enum VisitNotice: String, Sendable, CaseIterable {
    case requested, confirmed, moved, movedRequest, taken, cancelled, tooLate, gone

    func sentence(_ words: Catalog, _ names: [String: String]) -> String {
        switch self {
        case .requested: words("book_done_requested")
        case .confirmed: words("book_done_confirmed")
        case .moved: words("visit_notice_moved")
        case .movedRequest: words("visit_notice_moved_requested", names)
        case .taken: words("visit_notice_taken")
        case .cancelled: words("visit_notice_cancelled")
        case .tooLate: words("visit_notice_too_late")
        case .gone: words("visit_notice_gone")
        }
    }
}
