// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Calls
import Foundation
import HTTPTypes
import Hummingbird
import Scheduling

/// Gives a page what it tries the relay with. Anybody may ask, before any admission: nothing but a test can be made of it.
struct RelayTestController: Sendable {
    let site: Site

    private struct Body: Encodable {
        let iceServers: [ICEConfiguration.Server]
    }

    func addRoutes(to router: Router<PageContext>) {
        router.post(SiteURL.relayTest.pattern, use: give)
    }

    private func give(_ request: Request, context: PageContext) async throws -> Response {
        let test = site.relayTest
        do {
            let source = site.tickets.source(of: context.clientAddress)
            try test.limits.count(source: source, link: SiteURL.relayTest.path, at: site.clock.now)
        } catch {
            throw WebError.tooMany(retryAfter: 600)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: .init(bytes: try encoder.encode(Body(iceServers: test.servers())))))
    }
}
