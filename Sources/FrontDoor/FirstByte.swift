// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import TURN

/// What the first byte of a connection says about all that follow.
enum FirstByte: Equatable {
    case http
    case stun
    /// Nobody here speaks it.
    case foreign

    /// A STUN message begins with two zero bits (RFC 8489, 5), and ChannelData, which shares values with the letters of
    /// HTTP's methods, can never come first. A TLS handshake (0x16) on a plain port is inside STUN's range; the STUN
    /// method that it would name is assigned to nobody.
    init(_ byte: UInt8, transport: ClientTransport) {
        switch byte {
        case 0x16 where transport != .tls: self = .foreign
        case 0x00...0x3F: self = .stun
        default: self = .http
        }
    }
}
