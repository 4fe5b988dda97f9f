// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import HTTPTypes
import Hummingbird
import Logging
import Storage

/// Turns whatever a route throws into an answer that a person can use, with an id that stands in the log as well: a page, or
/// problem details (RFC 9457) below `/api/`.
struct ErrorPages: RouterMiddleware {
    let site: Site

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch is SignInFirst {
            return signIn(for: request)
        } catch {
            let problem = Self.problem(error)
            let id = context.id
            if problem.status.code >= 500 {
                context.logger.error(
                    "request failed", metadata: ["error": "\(error)", "status": "\(problem.status.code)"])
            } else {
                context.logger.info("request refused", metadata: ["reason": "\(problem.reason)"])
            }
            var response =
                request.uri.path.hasPrefix("/api/")
                ? site.problemDetails(problem, id: id)
                : try site.errorPage(problem, id: id, request: request, context: context)
            if case .tooMany(let seconds) = problem { response.headers[.retryAfter] = String(seconds) }
            if request.headers[.upgrade] != nil { response.headers[.connection] = "close" }
            return response
        }
    }

    private func signIn(for request: Request) -> Response {
        let back = request.method == .get ? "?to=\(request.uri.path)" : ""
        return Response(
            status: .seeOther, headers: [.location: SiteURL.login.path + back, .cacheControl: "no-store"])
    }

    private static func problem(_ error: any Error) -> WebError {
        switch error {
        case let error as WebError: error
        case let error as any HTTPResponseError:
            switch error.status {
            case .notFound: .notFound
            case .methodNotAllowed: .methodNotAllowed
            case .contentTooLarge: .tooLarge
            case .badRequest, .unprocessableContent, .unsupportedMediaType: .malformed
            default: .failed
            }
        case StorageError.busy, StorageError.diskFull, StorageError.diskFailed: .unavailable
        case AppointmentError.notFound, AccountError.notFound, OfferError.notFound, OutsideRefusal.notFound,
            WordingError.notFound:
            .notFound
        case AccountError.busy: .unavailable
        default: .failed
        }
    }
}
