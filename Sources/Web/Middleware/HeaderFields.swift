// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// Adds the security headers to every answer that does not bring its own, errors and files too.
struct HeaderFields: RouterMiddleware {
    let headers: SecurityHeaders

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for field in headers.fields(.page) where response.headers[field.name] == nil {
            response.headers.append(field)
        }
        return response
    }
}
