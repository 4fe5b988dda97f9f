// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Calls
import NIOCore
import WebSocketUpgrade

/// One page's WebSocket, as the calls see it. A frame for the other participant goes from socket to socket as the buffer that
/// came, on this socket's event loop.
final class SignallingSocket: WebSocketDelegate, SignallingConnection {
    private let connection: WebSocketConnection
    private let limit: SocketLimit
    /// Set once, on the event loop, before the first frame is read.
    private let endpoint: NIOLoopBoundBox<SignallingEndpoint?>

    /// Must be called on the connection's event loop.
    init(_ connection: WebSocketConnection, ticket: Ticket, registry: RoomRegistry, limit: SocketLimit) {
        self.connection = connection
        self.limit = limit
        endpoint = NIOLoopBoundBox(nil, eventLoop: connection.eventLoop)
        limit.enter()
        endpoint.value = registry.open(ticket, connection: self)
    }

    func received(text: ByteBuffer, on connection: WebSocketConnection) {
        guard let endpoint = endpoint.value else { return }
        switch text.withUnsafeReadableBytes({ endpoint.receive($0) }) {
        case .taken: break
        case .passOn(let peer): (peer as? SignallingSocket)?.connection.send(text: text)
        }
    }

    func closed(code: UInt16, on connection: WebSocketConnection) {
        endpoint.value?.closed()
        endpoint.value = nil
        limit.leave()
    }

    func send(_ text: [UInt8]) { connection.send(text) }

    func close(code: UInt16) { connection.close(code: code) }
}
