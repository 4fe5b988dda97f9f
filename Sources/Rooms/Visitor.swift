// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One page load of a client's link, while it is here.
struct Visitor: Sendable {
    let id: VisitorID
    var pass: VisitorPass
    var name: PersonName?
    var devices: Devices?
    var turn: Turn
    /// Its socket dropped while it was asking; it has until then to come back.
    var awayUntil: ContinuousClock.Instant?
    /// Is there before the hour at which the link opens by the clock.
    var isEarly = false
    /// The hash of the view that it saw last.
    var shown: Int?

    var isConnected: Bool { awayUntil == nil }

    var knock: Knock? {
        if case .asking(let knock) = turn { knock } else { nil }
    }

    /// Devices set and name given.
    var isReady: Bool { name != nil && devices != nil }
}
