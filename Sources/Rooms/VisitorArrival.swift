// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A client's page has said hello on a new socket.
public struct VisitorArrival: Hashable, Sendable {
    public var visitor: VisitorID
    public var pass: VisitorPass
    /// The hash of the resume token that the page presented.
    public var resume: TokenHash?
    /// A page that was told that it moved asks to have the call back.
    public var takeBack: Bool
    /// What this page load's ticket was spent on, as stored by `RoomAction.spend` within the last hour.
    public var spent: Verdict?

    public init(
        visitor: VisitorID, pass: VisitorPass, resume: TokenHash? = nil, takeBack: Bool = false,
        spent: Verdict? = nil
    ) {
        self.visitor = visitor
        self.pass = pass
        self.resume = resume
        self.takeBack = takeBack
        self.spent = spent
    }
}
