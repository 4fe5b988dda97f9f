// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// Answers only for the hosts that we are (RFC 9110, 7.4: 421 otherwise). Health and metrics answer to any name, because
/// those who ask use an address.
struct HostCheck: RouterMiddleware {
    let hosts: Set<String>
    private static let open: Set<String> = [SiteURL.healthz.path, SiteURL.readyz.path, SiteURL.metrics.path]

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        guard Self.open.contains(request.uri.path) || hosts.contains(request.head.authority?.lowercased() ?? "") else {
            throw WebError.wrongHost
        }
        return try await next(request, context)
    }
}
