// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Makes what must not be guessable, so that the room's own rules stay free of randomness and never see a secret.
public protocol RoomSecrets: AnyObject, Sendable {
    /// A new random name for a call.
    func makeCall() -> CallID
    /// Makes a new random resume token, remembers it for the `Grant` that will name its hash, and tells the hash.
    func makeResumeToken() -> TokenHash
}
