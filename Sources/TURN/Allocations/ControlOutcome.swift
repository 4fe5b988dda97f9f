// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// What a message from a client calls for.
enum ControlOutcome: Equatable {
    /// Nothing is sent.
    case silence
    /// The reply's bytes go to the client.
    case reply
    /// Open these sockets; then `opened` writes the reply. For each that cannot be opened call `failedToOpen`, which
    /// names another port, or gives up with a reply (close then what was opened for this allocation).
    case open(AllocationIndex, [RelaySocketRequest])
    /// The reply goes to the client and the allocation's sockets are closed.
    case replyAndClose(AllocationIndex)
    /// The reply goes to the client and one of the allocation's two sockets is closed; the other stays.
    case replyAndCloseFamily(AllocationIndex, AddressFamily)
    /// The stream carries something else than STUN: close it (its allocation goes by `clientGone`).
    case closeStream
}
