// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why a datagram was not relayed.
enum DropReason: UInt8, Sendable, CaseIterable {
    /// The allocation is not there any more.
    case noAllocation
    /// The channel number is bound to nobody (RFC 8656, section 12.6).
    case noChannel
    /// No permission for the peer's address (sections 11.2 and 11.3), or none of the other client for ours.
    case noPermission
    /// The peer policy, or the family of the relayed addresses, keeps it away.
    case forbiddenPeer
    /// The bits a second are used up.
    case rate
    /// The credential's bytes are used up.
    case bytes
}
