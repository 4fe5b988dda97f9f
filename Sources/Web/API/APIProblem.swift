// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A refusal of the interface as problem details (RFC 9457). Each `reason` is documented.
struct APIProblem: Error {
    let status: HTTPResponse.Status
    let reason: String
    var errors: [(field: String, problem: String)] = []
    var alternatives: [Date] = []
    var state: String?
    var fields = HTTPFields()

    init(_ status: HTTPResponse.Status, _ reason: String) {
        self.status = status
        self.reason = reason
    }

    static func invalid(_ faults: [JSONSchema.Fault]) -> APIProblem {
        invalid(faults.map { ($0.field, $0.problem.rawValue) })
    }

    static func invalid(_ errors: [(field: String, problem: String)]) -> APIProblem {
        var problem = APIProblem(.unprocessableContent, "invalid")
        problem.errors = errors
        return problem
    }

    /// - Parameter isWrong: whether a key was given that is none, rather than none at all (RFC 6750, 3).
    static func unauthorized(isWrong: Bool) -> APIProblem {
        var problem = APIProblem(.unauthorized, isWrong ? "wrong_key" : "no_key")
        problem.fields[.wwwAuthenticate] = "Bearer realm=\"visavis\"" + (isWrong ? ", error=\"invalid_token\"" : "")
        return problem
    }

    static func tooMany(retryAfter seconds: Int) -> APIProblem {
        var problem = APIProblem(.tooManyRequests, "too_many")
        problem.fields[.retryAfter] = String(seconds)
        return problem
    }

    static func notAllowed(_ methods: [HTTPRequest.Method]) -> APIProblem {
        var problem = APIProblem(.methodNotAllowed, "method_not_allowed")
        problem.fields[.allow] = methods.map(\.rawValue).joined(separator: ", ")
        return problem
    }

    static let notFound = APIProblem(.notFound, "not_found")

    func response(id: String) -> Response {
        var document: [String: JSONValue] = [
            "type": "about:blank", "title": .text(status.reasonPhrase), "status": .integer(status.code),
            "instance": .text("urn:request:\(id)"), "reason": .text(reason),
        ]
        if !errors.isEmpty {
            document["errors"] = .array(errors.map { ["field": .text($0.field), "problem": .text($0.problem)] })
        }
        if !alternatives.isEmpty { document["alternatives"] = .array(alternatives.map { .text($0.utcText) }) }
        if let state { document["state"] = .text(state) }
        var headers = fields
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        let body = (try? JSONValue.object(document).bytes()) ?? []
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}
