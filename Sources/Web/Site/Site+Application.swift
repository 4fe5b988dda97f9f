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
    ///   - secure: wraps the channel, for https; nil serves plain HTTP.
    ///   - onRunning: called with the listening channel.
    public func application(
        host: String, port: Int, wrap: (HTTPServerBuilder) throws -> HTTPServerBuilder = { $0 }, logger: Logger,
        onRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        var configuration = WebSocketServerConfiguration()
        configuration.responseHeaders = securityHeaders.forRefusals
        let server = HTTPServerBuilder.webSocket(configuration: configuration, decide: signallingDecider)
        return Application(
            router: router(), server: try wrap(server),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: onRunning, logger: logger)
    }
}
