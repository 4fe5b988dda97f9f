// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A page of the room's own practitioner has said hello on a new socket. The login made it a host's page; being one does
/// not open the room.
public struct HostArrival: Hashable, Sendable {
    public var page: HostPageID
    /// The hash of the resume token that the page presented.
    public var resume: TokenHash?
    /// A page that was told that it moved asks to have the room back.
    public var takeBack: Bool

    public init(page: HostPageID, resume: TokenHash? = nil, takeBack: Bool = false) {
        self.page = page
        self.resume = resume
        self.takeBack = takeBack
    }
}
