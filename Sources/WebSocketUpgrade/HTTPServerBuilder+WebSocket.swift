// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import HummingbirdCore

extension HTTPServerBuilder {
    /// HTTP/1.1 for Hummingbird's application, with WebSockets on any request of a connection that `decide` accepts.
    ///
    /// ```
    /// Application(router: router, server: .webSocket(configuration: configuration) { request, peer in … })
    /// ```
    public static func webSocket(
        configuration: WebSocketServerConfiguration = .init(), decide: @escaping WebSocketDecider
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            UpgradableHTTP1Channel(responder: responder, configuration: configuration, decide: decide)
        }
    }
}
