// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The operator's door to the running server: `visavis.sock` in the data folder, mode 0600, one request and one reply a
/// connection. The server alone touches the database, so commands go through it.
struct ControlSocket: Service {
    static let name = "visavis.sock"
    private static let longestLine = 64 * 1024

    let path: String
    let logger: Logger
    let answer: @Sendable (ControlRequest) async -> ControlReply

    func run() async throws {
        try? FileManager.default.removeItem(atPath: path)
        let previous = umask(0o177)
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        umask(previous)
        await withGracefulShutdownHandler {
            try? await withThrowingDiscardingTaskGroup { group in
                try await server.executeThenClose { connections in
                    for try await connection in connections {
                        group.addTask { await serve(connection) }
                    }
                }
            }
        } onGracefulShutdown: {
            server.channel.close(promise: nil)
        }
        try? FileManager.default.removeItem(atPath: path)
    }

    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
        do {
            try await connection.executeThenClose { inbound, outbound in
                var received = ByteBuffer()
                for try await chunk in inbound {
                    received.writeImmutableBuffer(chunk)
                    if chunk.readableBytesView.contains(UInt8(ascii: "\n")) || received.readableBytes > Self.longestLine
                    {
                        break
                    }
                }
                let reply: ControlReply
                if let request = try? JSONDecoder().decode(ControlRequest.self, from: Data(received.readableBytesView))
                {
                    reply = await answer(request)
                } else {
                    reply = ControlReply(
                        done: false, sentence: "The running server does not know this command: is it another version?")
                }
                try await outbound.write(ByteBuffer(bytes: JSONEncoder().encode(reply) + [UInt8(ascii: "\n")]))
            }
        } catch {
            logger.debug("operator's connection ended early", metadata: ["error": "\(error)"])
        }
    }
}
