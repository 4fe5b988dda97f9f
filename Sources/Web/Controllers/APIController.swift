// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Scheduling
import Storage

/// The interface for a practitioner's other programs. It stands outside the checks of origin and login: a key in
/// `Authorization`, which no foreign page can make a browser send, is the only thing that it believes, and cookies are not read.
struct APIController: Sendable {
    let site: Site

    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace]

    func addRoutes(to router: Router<PageContext>) {
        let operations = APIOperation.all(site)
        for operation in operations {
            router.on(operation.url.pattern, method: operation.method) { request, context in
                guard operation.method == .get else { return await answer(operation, request, context) }
                // A list may be long: see ``OffLoop``.
                return await withTaskExecutorPreference(globalConcurrentExecutor) {
                    await answer(operation, request, context)
                }
            }
        }
        let document = try? APIDocument(operations: operations, server: site.publicURL.origin).value.bytes()
        router.get(SiteURL.apiDocument.pattern) { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-cache"],
                body: .init(byteBuffer: ByteBuffer(bytes: document ?? [])))
        }
        refuseOtherMethods(of: operations.map { ($0.url, $0.method) } + [(.apiDocument, .get)], router)
    }

    /// 405 with what is allowed instead (RFC 9110, 15.5.6), asked by whomever.
    private func refuseOtherMethods(
        of known: [(url: SiteURL, method: HTTPRequest.Method)], _ router: Router<PageContext>
    ) {
        for (path, entries) in Dictionary(grouping: known, by: \.url.path) {
            let named = entries.map(\.method)
            let allowed = named + (named.contains(.get) ? [.head] : [])
            for method in Self.methods where !allowed.contains(method) {
                router.on(RouterPath(path), method: method) { _, context in
                    APIProblem.notAllowed(allowed).response(id: context.id)
                }
            }
        }
    }

    private func answer(_ operation: APIOperation, _ request: Request, _ context: PageContext) async -> Response {
        do {
            let reply = try await reply(operation, request, context)
            var headers = reply.headers
            headers[.contentType] = "application/json"
            headers[.cacheControl] = "no-store"
            let body = ByteBuffer(bytes: try Self.bytes(of: reply.document))
            return Response(status: operation.success.status, headers: headers, body: .init(byteBuffer: body))
        } catch {
            let problem = Self.problem(error)
            if problem.status.code >= 500 {
                context.logger.error("request failed", metadata: ["error": "\(error)", "operation": "\(operation.id)"])
            } else {
                context.logger.info(
                    "request refused", metadata: ["reason": "\(problem.reason)", "operation": "\(operation.id)"])
            }
            return problem.response(id: context.id)
        }
    }

    private static func bytes(of document: any Encodable) throws -> [UInt8] {
        if let document = document as? AppointmentDocument { return try JSONValue(document).bytes() }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(document))
    }

    private func reply(
        _ operation: APIOperation, _ request: Request, _ context: PageContext
    ) async throws -> APIReply {
        let secret = try Self.secret(of: request)
        let likely = operation.confirmsCaller ? site.keys.likely(secret) : nil
        let caller = if let likely { likely } else { try await caller(secret) }
        var call: APICall?
        do {
            if let seconds = site.keyThrottle.take(caller.keyID, at: site.clock.now) {
                throw APIProblem.tooMany(retryAfter: seconds)
            }
            let read = try await APICall(request, context, operation, caller)
            call = read
            return try await operation.answer(read)
        } catch  where likely != nil {
            // Who is known from memory only is told nothing, not even what is wrong with the request, before the table was asked.
            let caller = try await self.caller(secret)
            guard case ProgramError.callerChanged = error, var call else { throw error }
            call.caller = caller
            return try await operation.answer(call)
        }
    }

    private static func secret(of request: Request) throws -> String {
        guard let field = request.headers[.authorization] else { throw APIProblem.unauthorized(isWrong: false) }
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw APIProblem.unauthorized(isWrong: true) }
        return String(parts[1])
    }

    private func caller(_ secret: String) async throws -> KeyBook.Caller {
        guard let caller = try await site.keys.caller(secret) else { throw APIProblem.unauthorized(isWrong: true) }
        return caller
    }

    private static func problem(_ error: any Error) -> APIProblem {
        switch error {
        case let problem as APIProblem: return problem
        case let error as AppointmentError: return problem(error)
        case ProgramError.otherRequest: return APIProblem.invalid([("Idempotency-Key", "other_request")])
        case ProgramError.preconditionFailed: return APIProblem(.preconditionFailed, "changed")
        case ProgramError.callerChanged: return .unauthorized(isWrong: true)
        case ProgramError.unknownType: return .invalid([("typeId", "not_found")])
        case OfferError.notFound: return .notFound
        case StorageError.busy, StorageError.diskFull, StorageError.diskFailed:
            var problem = APIProblem(.serviceUnavailable, "unavailable")
            problem.fields[.retryAfter] = "5"
            return problem
        default: return APIProblem(.internalServerError, "failed")
        }
    }

    private static func problem(_ error: AppointmentError) -> APIProblem {
        switch error {
        case .notFound: return .notFound
        case .slotTaken: return APIProblem(.conflict, "slot_taken")
        case .slotGone(_, let near):
            var problem = APIProblem(.conflict, "slot_taken")
            problem.alternatives = near
            return problem
        case .changedMeanwhile: return APIProblem(.preconditionFailed, "changed")
        case .wrongState(let state):
            var problem = APIProblem(.conflict, "wrong_state")
            problem.state = state.rawValue
            return problem
        case .over: return APIProblem(.conflict, "over")
        case .notStarted: return APIProblem(.conflict, "not_started")
        case .tooLate: return APIProblem(.conflict, "too_late")
        case .tooManyRequests, .tooManyBookings: return APIProblem(.conflict, "too_many_requests")
        case .invalid(let fields):
            return .invalid(fields.map { (place($0.field), word($0.problem)) })
        case .noMailServer, .mailWaiting: return APIProblem(.conflict, "mail")
        }
    }

    /// Where the field stands in what the program sent.
    private static func place(_ field: InvalidField.Field) -> String {
        switch field {
        case .clientName: "client.name"
        case .clientEmail: "client.email"
        case .clientPhone: "client.phone"
        case .clientTimeZone: "client.timeZone"
        default: field.rawValue
        }
    }

    /// `tooLong` as `too_long`.
    private static func word(_ problem: InvalidField.Problem) -> String {
        problem.rawValue.reduce(into: "") { word, letter in
            word += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
        }
    }
}
