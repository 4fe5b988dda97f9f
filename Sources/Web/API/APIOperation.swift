// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// One operation of the interface. The table of them both answers requests and writes the interface's description, so that the two
/// cannot drift apart.
struct APIOperation: Sendable {
    struct Parameter: Sendable {
        enum Place: String, Sendable {
            case query
            case header
        }

        let place: Place
        let name: String
        let schema: JSONSchema
        let isRequired: Bool
        let about: String

        static func query(
            _ name: String, _ schema: JSONSchema, required: Bool = false, _ about: String
        ) -> Parameter {
            Parameter(place: .query, name: name, schema: schema, isRequired: required, about: about)
        }

        static func header(_ name: String, _ schema: JSONSchema, _ about: String) -> Parameter {
            Parameter(place: .header, name: name, schema: schema, isRequired: false, about: about)
        }
    }

    struct Body: Sendable {
        let schema: String
        let isRequired: Bool
    }

    struct Success: Sendable {
        let status: HTTPResponse.Status
        let about: String
        let schema: String
        var hasTag = false
    }

    let id: String
    let method: HTTPRequest.Method
    /// With the names of parameters in place of what varies.
    let url: SiteURL
    let summary: String
    var parameters: [Parameter] = []
    var body: Body?
    let success: Success
    /// Statuses of refusals beside those that every operation has.
    var refusals: [HTTPResponse.Status] = []
    /// Whether its transaction looks at the caller again, who may therefore come from memory.
    var confirmsCaller = false
    let answer: @Sendable (APICall) async throws -> APIReply

    /// Every operation may refuse with these.
    static let commonRefusals: [HTTPResponse.Status] = [
        .unauthorized, .unprocessableContent, .tooManyRequests, .serviceUnavailable,
    ]
}

/// What an operation answers.
struct APIReply: Sendable {
    let document: any Encodable & Sendable
    var headers = HTTPFields()
}
