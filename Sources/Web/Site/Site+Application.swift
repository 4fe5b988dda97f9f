// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import WebSocketUpgrade

extension Site {
    /// What one HTTP server needs: the routes and the joint for signalling sockets. Hosts other than ours never reach a route.
    /// - Parameters:
    ///   - front: wraps the channel, for https and for what else the port serves.
    ///   - onRunning: called with the listening channel.
    public func application(
        host: String, port: Int,
        behind front: @escaping @Sendable (UpgradableHTTP1Channel) throws -> any ServerChildChannel = { $0 },
        logger: Logger,
        onRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        var configuration = WebSocketServerConfiguration()
        configuration.responseHeaders = securityHeaders.forRefusals
        let server = HTTPServerBuilder.webSocket(
            configuration: configuration, behind: front, decide: signallingDecider)
        return Application(
            router: router(), server: server,
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: onRunning, logger: logger)
    }
}
