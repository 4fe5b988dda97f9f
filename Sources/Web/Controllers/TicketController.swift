// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Calls
import Foundation
import HTTPTypes
import Hummingbird

/// Exchanges the ticket of a page that slept for a fresh one of the same page load.
struct TicketController: Sendable {
    let site: Site

    private struct Body: Codable {
        let ticket: String
    }

    func addRoutes(to router: Router<PageContext>) {
        router.post(SiteURL.renewTicket.pattern, use: renew)
    }

    private func renew(_ request: Request, context: PageContext) async throws -> Response {
        guard request.headers[.contentType]?.hasPrefix("application/json") == true else { throw WebError.malformed }
        guard let buffer = try? await request.body.collect(upTo: 4096) else { throw WebError.tooLarge }
        guard let body = try? JSONDecoder().decode(Body.self, from: Data(buffer.readableBytesView)) else {
            throw WebError.malformed
        }
        let ticket: String
        do {
            ticket = try site.tickets.renew(body.ticket, login: context.login?.sessionHash)
        } catch .tooMany {
            throw WebError.tooMany(retryAfter: 600)
        } catch {
            throw WebError.notAllowed
        }
        return Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: .init(bytes: try JSONEncoder().encode(Body(ticket: ticket)))))
    }
}
