// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import HTTPTypes
public import NIOCore

/// What becomes of a valid opening handshake (RFC 6455, 4.2.2).
public enum WebSocketDecision: Sendable {
    /// The socket is opened. `subprotocol` must be one of those offered, or nil. The closure is called on the
    /// connection's event loop, before the first message is read; it may send at once.
    case accept(subprotocol: String?, delegate: @Sendable (WebSocketConnection) -> any WebSocketDelegate)

    /// The answer instead of 101. The connection is closed after it.
    case refuse(status: HTTPResponse.Status, headers: HTTPFields, body: ByteBuffer)
}

/// Decides about an opening handshake whose form has been checked. Gets the request's head and the peer's address.
public typealias WebSocketDecider = @Sendable (HTTPRequest, SocketAddress?) async -> WebSocketDecision
