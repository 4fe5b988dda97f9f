// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Which appointment a form led to, by the form's own number: whoever presses the button twice, or loses the first answer, is
/// led to the same page. In memory: after a restart the booking itself is still recognised, without a link.
final class SentForms: Sendable {
    private let most: Int
    private let tokens = Mutex<[String: String]>([:])

    /// - Parameter most: forms that are remembered; beyond that all are forgotten.
    init(most: Int = 5_000) { self.most = most }

    /// The manage token.
    func token(_ stamp: FillStamp) -> String? { tokens.withLock { $0[stamp.number] } }

    func keep(_ stamp: FillStamp, token: String) {
        tokens.withLock { tokens in
            if tokens.count >= most { tokens.removeAll() }
            tokens[stamp.number] = token
        }
    }
}
