// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import NIOCore
import NIOPosix
import WebSocketUpgrade

/// An echo through the product's own joint, on one event loop. Argument: the port.
@main
struct JointEcho {
    static func main() async throws {
        let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 9002
        let app = Application(
            router: Router(),
            server: .webSocket { _, _ in .accept(subprotocol: nil) { _ in Echo() } },
            configuration: .init(address: .hostname("127.0.0.1", port: port), backlog: 4096),
            onServerRunning: { _ in print("joint echo on \(port)") },
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup(numberOfThreads: 1)))
        try await app.runService()
    }
}

private final class Echo: WebSocketDelegate {
    func received(text: ByteBuffer, on connection: WebSocketConnection) {
        connection.send(text: text)
    }

    func closed(code: UInt16, on connection: WebSocketConnection) {}
}
