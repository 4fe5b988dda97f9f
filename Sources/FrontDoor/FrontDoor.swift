// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import HummingbirdCore
import HummingbirdTLS
public import NIOCore
public import NIOSSL
public import TURN

/// One port for the pages and the relay: TLS first where there is a certificate, then the first byte tells STUN from HTTP.
///
/// ```
/// HTTPServerBuilder.webSocket(behind: { try FrontDoor(relay: relay, tls: tls).lead(to: $0) }) { request, peer in … }
/// ```
public struct FrontDoor: Sendable {
    typealias AcceptStream = @Sendable (any Channel, ClientTransport) -> EventLoopFuture<Void>

    /// Connections of one address that may be silent at a time.
    private static let mostSilent = 512

    let tls: TLSConfiguration?
    let patience: TimeAmount
    let silent: SourceGate
    let acceptStream: AcceptStream?

    /// - Parameters:
    ///   - relay: nil where none runs in this process: a connection that begins with STUN is closed.
    ///   - tls: nil for a plain port.
    ///   - patience: from the opening of a connection, TLS handshake included, to its first byte.
    public init(relay: RelayServer?, tls: TLSConfiguration?, patience: TimeAmount = .seconds(10)) {
        var accept: AcceptStream?
        if let relay { accept = { channel, transport in relay.accept(stream: channel, transport: transport) } }
        self.init(acceptStream: accept, tls: tls, patience: patience)
    }

    init(
        acceptStream: AcceptStream?, tls: TLSConfiguration?, patience: TimeAmount, mostSilent: Int = Self.mostSilent
    ) {
        self.tls = tls
        self.silent = SourceGate(mostOfOne: mostSilent)
        self.patience = patience
        self.acceptStream = acceptStream
    }

    /// The channel that Hummingbird serves, with `http` for everything that is not the relay's.
    public func lead(to http: some ServerChildChannel) throws -> any ServerChildChannel {
        let door = FrontDoorChannel(
            http: http, transport: self.tls == nil ? .tcp : .tls, patience: self.patience, silent: self.silent,
            acceptStream: self.acceptStream)
        guard let tls = self.tls else { return door }
        return try TLSChannel(door, tlsConfiguration: tls)
    }
}
