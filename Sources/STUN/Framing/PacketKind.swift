// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a datagram or frame is, by its first byte (RFC 8656, section 12; RFC 7983).
public enum PacketKind: Sendable {
    case stun
    case channelData
    case other

    @inlinable
    public init(firstByte: UInt8) {
        switch firstByte >> 4 {
        case 0...3: self = .stun
        case 4: self = .channelData
        default: self = .other
        }
    }
}
