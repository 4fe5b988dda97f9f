// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Words

/// Decides the reader's language: the one chosen here before (a cookie), else the browser's, else the site's.
struct LanguageChoice: RouterMiddleware {
    static let cookie = "language"
    let fallback: Language

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.acceptsGzip = request.headers[.acceptEncoding]?.contains("gzip") == true
        if let chosen = request.cookies[Self.cookie].flatMap({ Language(rawValue: $0.value) }) {
            context.language = chosen
            context.hasChosenLanguage = true
        } else {
            context.language = request.headers[.acceptLanguage].flatMap(Language.init(acceptLanguage:)) ?? fallback
        }
        return try await next(request, context)
    }
}
