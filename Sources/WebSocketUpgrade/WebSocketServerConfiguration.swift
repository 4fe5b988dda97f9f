// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore

/// The numbers and lists that bound every connection of the server.
public struct WebSocketServerConfiguration: Sendable {
    /// Our own authorities, `host` (any port) or `host:port`. A request for another is answered 421. Empty: any Host
    /// field is taken, and a target in absolute form only when it names the same authority as the Host field.
    public var authorities: [String] = []

    /// Fields of every answer that is made here rather than by the application: refused requests and handshakes.
    public var responseHeaders: HTTPFields = [:]

    /// From the opening of the connection to the end of its first request, and from the head of each later request to
    /// its end.
    public var requestTimeout: TimeAmount = .seconds(10)

    /// Between an answer and the next request, and for how long a client may stop reading an answer.
    public var keepAliveTimeout: TimeAmount = .seconds(60)

    /// A WebSocket on which nothing was heard for so long is closed; at half of it the server sends a ping.
    public var silenceTimeout: TimeAmount = .seconds(60)

    /// How long the other side may take to finish a close handshake, or to close after our last byte.
    public var closeTimeout: TimeAmount = .seconds(2)

    /// How long requests that run may take when the server stops.
    public var drainTimeout: TimeAmount = .seconds(3)

    /// Largest request head in bytes: target, names and values together.
    public var maxHeadBytes = 32 * 1024

    /// Largest WebSocket message in bytes, however it is fragmented.
    public var maxMessageBytes = 64 * 1024

    /// Largest number of frames of one WebSocket message.
    public var maxFragments = 64

    /// Bytes that may wait for a client that does not read; beyond, its WebSocket is closed with 1008.
    public var maxQueuedBytes = 256 * 1024

    public init() {}
}
