// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// A channel binding (RFC 8656, section 12).
struct ChannelEntry {
    let peer: TransportAddress
    let number: UInt16
    var verdict: PeerVerdict
    var expires: NIODeadline
    /// The end of the permission for the peer's address, kept here so that a packet asks one entry.
    var permittedUntil: NIODeadline
}
