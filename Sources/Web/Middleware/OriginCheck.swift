// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// Lets a request that may change something through only from our own pages. Under our own `Referrer-Policy:
/// no-referrer` browsers send `Origin: null` with our forms, so null counts with `Sec-Fetch-Site: same-origin` only.
struct OriginCheck: RouterMiddleware {
    let origins: Set<String>

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        if request.method != .get, request.method != .head, !isOurs(request.headers) {
            throw WebError.wrongOrigin
        }
        return try await next(request, context)
    }

    func isOurs(_ headers: HTTPFields) -> Bool {
        let site = headers[.fetchSite]
        guard site == nil || site == "same-origin" else { return false }
        switch headers[.origin] {
        case "null": return site == "same-origin"
        case .some(let origin): return origins.contains(origin.lowercased())
        case nil: return site == "same-origin"
        }
    }
}
