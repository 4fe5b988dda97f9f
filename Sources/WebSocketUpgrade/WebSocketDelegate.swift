// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import NIOCore

/// Who listens to a WebSocket. Both methods are called on the connection's event loop and must not block.
public protocol WebSocketDelegate: AnyObject, Sendable {
    /// A whole text message; its bytes are valid UTF-8.
    func received(text: ByteBuffer, on connection: WebSocketConnection)

    /// The end, told once. `code` is the other side's, or ours when we closed: 1005 when the other side gave none, 1006
    /// when the connection ended without a close frame (RFC 6455, 7.4.1).
    func closed(code: UInt16, on connection: WebSocketConnection)
}
