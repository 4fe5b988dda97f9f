// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Calls
import HTTPTypes
import NIOCore
import WebSocketUpgrade

extension Site {
    private static let subprotocol = "visavis.v1"
    private static let ticketPrefix = "ticket."

    /// Decides about the opening handshake of a signalling socket: our own origin, a ticket that is good, room for one more.
    public var signallingDecider: WebSocketDecider {
        let origins = originCheck
        return { [self] request, _ in
            guard request.path == SiteURL.signalling.path else { return refuse(.notFound) }
            guard request.authority?.lowercased() == publicURL.authority else { return refuse(.misdirectedRequest) }
            guard let origin = request.headerFields[.origin], origin != "null", origins.isOurs(request.headerFields)
            else {
                return refuse(.forbidden)
            }
            let offered = (request.headerFields[.secWebSocketProtocol] ?? "").split(separator: ",")
                .map { $0.trimmingPrefix(while: { $0 == " " }) }
            guard offered.contains(where: { $0 == Self.subprotocol }),
                let ticket = offered.first(where: { $0.hasPrefix(Self.ticketPrefix) })
            else { return refuse(.badRequest) }
            let verified: Ticket
            do {
                verified = try tickets.verify(ticket.dropFirst(Self.ticketPrefix.count))
            } catch {
                return refuse(.unauthorized)
            }
            guard !sockets.isReached else { return refuse(.serviceUnavailable) }
            return .accept(subprotocol: Self.subprotocol) { [registry, sockets] connection in
                SignallingSocket(connection, ticket: verified, registry: registry, limit: sockets)
            }
        }
    }

    /// Origins that our pages have.
    var originCheck: OriginCheck { OriginCheck(origins: [publicURL.origin]) }

    private func refuse(_ status: HTTPResponse.Status) -> WebSocketDecision {
        .refuse(status: status, headers: securityHeaders.forRefusals, body: ByteBuffer())
    }
}
