// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore
import NIOPosix

/// Asks the running server, when there is one.
struct ControlClient: Sendable {
    let path: String

    /// The server's answer, or nil when nobody listens on the socket.
    func ask(_ request: ControlRequest) async throws -> ControlReply? {
        let connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>
        do {
            connection = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(unixDomainSocketPath: path) { channel in
                    channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel(wrappingChannelSynchronously: channel) }
                }
        } catch {
            return nil
        }
        let line = try JSONEncoder().encode(request) + [UInt8(ascii: "\n")]
        return try await connection.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: line))
            var received = ByteBuffer()
            for try await chunk in inbound { received.writeImmutableBuffer(chunk) }
            return try JSONDecoder().decode(ControlReply.self, from: Data(received.readableBytesView))
        }
    }
}
