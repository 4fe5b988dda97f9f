// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Whether the host is in the room. In it by entering, never by being first (rule 1).
enum HostPresence: Hashable, Sendable {
    case absent
    case present(HostPageID)
    /// The socket dropped; nobody is told before the grace is over (rule 5).
    case away(HostPageID, until: ContinuousClock.Instant)

    var page: HostPageID? {
        switch self {
        case .absent: nil
        case .present(let page), .away(let page, _): page
        }
    }

    var deadline: ContinuousClock.Instant? {
        if case .away(_, let until) = self { until } else { nil }
    }
}
