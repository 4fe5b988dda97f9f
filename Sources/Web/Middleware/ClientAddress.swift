// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// Takes the client's address from `X-Forwarded-For` when the peer is a trusted proxy: the last entry that is not one.
struct ClientAddress: RouterMiddleware {
    let proxies: AddressRanges

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let peer = context.peerAddress, proxies.contains(peer) {
            let hops = request.headers[values: .forwardedFor].flatMap { $0.split(separator: ",") }
                .map { String($0).trimmingPrefix(while: { $0 == " " }) }
            if let client = hops.last(where: { !proxies.contains(String($0)) }) {
                context.clientAddress = String(client.prefix(64))
            }
        }
        return try await next(request, context)
    }
}
