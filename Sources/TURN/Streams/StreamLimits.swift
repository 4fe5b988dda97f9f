// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import NIOCore

/// The numbers that bound clients that come over TCP and TLS.
public struct StreamLimits: Sendable {
    /// A connection that holds no allocation and says nothing for so long is closed.
    public var silence: TimeAmount = .seconds(10)

    /// A connection that holds no allocation is closed so long after it opened or lost its last one, whatever it says.
    public var withoutAllocation: TimeAmount = .seconds(60)

    /// Bytes that may wait for a client that reads slowly. Beyond, its oldest datagrams are dropped.
    public var queuedBytes = 256 * 1024

    /// Bytes of answers that may wait. They are never dropped: a client that asks and does not read is closed.
    public var queuedAnswerBytes = 64 * 1024

    /// Largest STUN message of a connection that holds no allocation.
    public var unauthenticatedFrame = 2_048

    /// Connections at one time from one address (IPv6: from one /64), and in all.
    public var connectionsFromOneAddress = 256
    public var connections = 10_000

    public init() {}
}
