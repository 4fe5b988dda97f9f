// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import HummingbirdCore

extension HTTPServerBuilder {
    /// HTTP/1.1 for Hummingbird's application, with WebSockets on any request of a connection that `decide` accepts.
    ///
    /// ```
    /// Application(router: router, server: .webSocket(configuration: configuration) { request, peer in … })
    /// ```
    /// - Parameter front: wraps the channel, for what a connection may be or need before HTTP begins. A builder once made
    ///   cannot be opened again, so it is asked here.
    public static func webSocket(
        configuration: WebSocketServerConfiguration = .init(),
        behind front: @escaping @Sendable (UpgradableHTTP1Channel) throws -> any ServerChildChannel = { $0 },
        decide: @escaping WebSocketDecider
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            try front(UpgradableHTTP1Channel(responder: responder, configuration: configuration, decide: decide))
        }
    }
}
