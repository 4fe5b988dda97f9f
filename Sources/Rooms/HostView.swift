// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The whole room as the host sees it.
public struct HostView: Hashable, Sendable {
    /// Grows with every view that the room sends; starts again with the process.
    public var revision: Int
    /// This page is the one in the room; false for another page of the same host.
    public var isHere: Bool
    /// The host is in the room (or within the grace of a dropped socket).
    public var isOpen: Bool
    public var isLocked: Bool
    /// Waiting for an answer, oldest first.
    public var knocks: [KnockView]
    /// On a personal link, connected, and not asking.
    public var visitors: [ArrivalView]
    public var call: CallView?
    /// The last call's end, until the next call.
    public var ended: EndedCall?

    public init(
        revision: Int = 0, isHere: Bool, isOpen: Bool, isLocked: Bool, knocks: [KnockView] = [],
        visitors: [ArrivalView] = [], call: CallView? = nil, ended: EndedCall? = nil
    ) {
        self.revision = revision
        self.isHere = isHere
        self.isOpen = isOpen
        self.isLocked = isLocked
        self.knocks = knocks
        self.visitors = visitors
        self.call = call
        self.ended = ended
    }
}
