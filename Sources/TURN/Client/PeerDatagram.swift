// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import NIOCore
public import STUN

/// What a peer sent to the relayed address.
public struct PeerDatagram: Hashable, Sendable {
    public let peer: TransportAddress
    public let payload: ByteBuffer
    /// The channel that it came on; nil for a Data indication.
    public let channel: ChannelNumber?
}
