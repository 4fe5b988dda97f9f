// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Synchronization

/// What became of a form, by the form's own number: whoever presses the button twice, or loses the first answer, is led to the
/// same page, and whoever goes back and puts something right is not taken for them. In memory: after a restart the booking
/// itself is still recognised, without a link.
final class SentForms: Sendable {
    struct Sent: Sendable, Equatable {
        /// The manage token.
        var token: String
        let start: Date
        /// Of what was typed, which is not remembered itself.
        var mark: String
        /// Somebody else may have had the same hold.
        var isShared = false
    }

    private struct Entries {
        var sent: [String: Sent] = [:]
        /// Numbers of forms by the hash of the hold that they used up.
        var holds: [String: String] = [:]
    }

    private let most: Int
    private let entries = Mutex(Entries())

    /// - Parameter most: forms that are remembered; beyond that all are forgotten.
    init(most: Int = 5_000) { self.most = most }

    func find(_ stamp: FillStamp) -> Sent? { entries.withLock { $0.sent[stamp.number] } }

    /// The one that used this hold up.
    func find(hold: String) -> Sent? {
        let hash = TokenKeys.hash(hold)
        return entries.withLock { entries in entries.holds[hash].flatMap { entries.sent[$0] } }
    }

    /// - Parameter hold: the token of the hold that the form had.
    func keep(_ stamp: FillStamp, _ sent: Sent, hold: String?) {
        entries.withLock { entries in
            if entries.sent.count >= most { entries = Entries() }
            entries.sent[stamp.number] = sent
            if let hold { entries.holds[TokenKeys.hash(hold)] = stamp.number }
        }
    }

    /// What tells a form that was pressed twice from one that was changed.
    static func mark(_ form: Form, _ names: [String] = ["name", "email", "phone", "note"]) -> String {
        TokenKeys.hash(names.map { form[$0] }.joined(separator: "\u{0}"))
    }
}
