// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a participant needs to take part, at admission and at every resume. The caller adds what is secret: the resume token
/// whose hash is `resume` (just made, or just presented), and the relay credentials.
public struct Grant: Hashable, Sendable {
    public var call: CallID
    public var role: Role
    /// Not the first grant of this participant: a resume or a take-over.
    public var isResumed: Bool
    public var resume: TokenHash
    /// The other side's name.
    public var name: String
    public var started: ContinuousClock.Instant
    /// What the server holds of this side's media; the page goes by it.
    public var you: MediaState
    public var other: MediaState
    /// The other side's socket is there.
    public var otherIsPresent: Bool

    public init(
        call: CallID, role: Role, isResumed: Bool, resume: TokenHash, name: String,
        started: ContinuousClock.Instant, you: MediaState, other: MediaState, otherIsPresent: Bool
    ) {
        self.call = call
        self.role = role
        self.isResumed = isResumed
        self.resume = resume
        self.name = name
        self.started = started
        self.you = you
        self.other = other
        self.otherIsPresent = otherIsPresent
    }
}
