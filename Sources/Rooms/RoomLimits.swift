// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The numbers of the rules. The defaults are the rules' own; configuration may shorten them for tests.
public struct RoomLimits: Hashable, Sendable {
    /// A knock's life (rule 4).
    public var knock: Duration = .seconds(30)
    /// How long "please wait" keeps a knock alive (rule 6).
    public var wait: Duration = .seconds(600)
    /// A host whose socket drops is in the room this long before the knocks end as `host_left` (rule 5).
    public var hostGrace: Duration = .seconds(12)
    /// A visitor whose socket drops keeps a pending knock, name and place this long.
    public var visitorGrace: Duration = .seconds(12)
    /// A dropped participant's seat (rule 13).
    public var seat: Duration = .seconds(120)
    /// How long one report of arriving media keeps the other side's seat.
    public var flowFreshness: Duration = .seconds(30)
    /// "Refuse and silence" (rule 6).
    public var silence: Duration = .seconds(3600)
    /// Client pages in one room, and client pages of one appointment or source, at a time.
    public var visitors = 100
    public var visitorsOfOneLink = 10
    /// Knocks waiting for an answer at a time.
    public var knocks = 20
    /// The host's pages at a time.
    public var hostPages = 10

    public init() {}
}
