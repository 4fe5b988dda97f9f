// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// An answer after which this page load cannot knock again; a reload can (rules 5 and 10).
public enum Verdict: String, CaseIterable, Hashable, Sendable {
    case refused
    case noAnswer = "no_answer"
    /// Also voids the ticket: the page is told and its socket closed, now and whenever it comes back.
    case excluded

    public var outcome: Outcome {
        switch self {
        case .refused: .refused
        case .noAnswer: .noAnswer
        case .excluded: .excluded
        }
    }
}
