// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What may be reached at an address.
enum PeerVerdict: UInt8, Sendable {
    /// Nothing.
    case refused
    /// Any port.
    case open
    /// An address of this machine that the operator listed: any port this program does not listen on.
    case ownListed
    /// A relay address: relay ports, where another client is.
    case ownRelay
    /// A relay address that the operator listed too.
    case ownRelayListed

    /// Whether another allocation of this server may stand behind the address.
    var isRelay: Bool { self == .ownRelay || self == .ownRelayListed }
}
