// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import Hummingbird

/// The interface's description (OpenAPI 3.1), written from the table that answers.
struct APIDocument {
    let operations: [APIOperation]
    let server: String

    var value: JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        for operation in operations {
            let path = operation.url.path.replacing("/:id", with: "/{id}")
            paths[path, default: [:]][operation.method.rawValue.lowercased()] = describe(operation)
        }
        for path in paths.keys where path.contains("{id}") {
            paths[path]?["parameters"] = [
                [
                    "name": "id", "in": "path", "required": true, "schema": JSONSchema.identifier.document,
                    "description": "The appointment's id.",
                ]
            ]
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Vis-à-vis", "version": "1",
                "description":
                    "Appointments of one practitioner, for their other programs. Instants are UTC. Cookies are not read.",
            ],
            "servers": [["url": .text(server)]],
            "security": [["key": []]],
            "paths": .object(paths.mapValues(JSONValue.object)),
            "components": [
                "securitySchemes": [
                    "key": [
                        "type": "http", "scheme": "bearer",
                        "description": "A key of the practitioner's, made in the settings of the desk.",
                    ]
                ],
                "schemas": .object(APISchemas.all.mapValues(\.document)),
                "responses": .object(refusals),
            ],
        ]
    }

    private func describe(_ operation: APIOperation) -> JSONValue {
        var document: [String: JSONValue] = [
            "operationId": .text(operation.id), "summary": .text(operation.summary),
            "responses": .object(responses(operation)),
        ]
        if !operation.parameters.isEmpty { document["parameters"] = .array(operation.parameters.map(describe)) }
        if let body = operation.body {
            document["requestBody"] = [
                "required": .boolean(body.isRequired), "content": content("application/json", schema: body.schema),
            ]
        }
        return .object(document)
    }

    private func describe(_ parameter: APIOperation.Parameter) -> JSONValue {
        [
            "name": .text(parameter.name), "in": .text(parameter.place.rawValue),
            "required": .boolean(parameter.isRequired),
            "description": .text(parameter.about), "schema": parameter.schema.document,
        ]
    }

    private func responses(_ operation: APIOperation) -> [String: JSONValue] {
        let success = operation.success
        var document: [String: JSONValue] = [
            "description": .text(success.about), "content": content("application/json", schema: success.schema),
        ]
        if success.hasTag { document["headers"] = ["ETag": ["required": true, "schema": ["type": "string"]]] }
        var responses = [String(success.status.code): JSONValue.object(document)]
        for status in operation.refusals + APIOperation.commonRefusals {
            responses[String(status.code)] = ["$ref": .text("#/components/responses/\(status.code)")]
        }
        return responses
    }

    private var refusals: [String: JSONValue] {
        var all = Set(APIOperation.commonRefusals)
        for operation in operations { all.formUnion(operation.refusals) }
        return Dictionary(
            uniqueKeysWithValues: all.map { status in
                var document: [String: JSONValue] = [
                    "description": .text(status.reasonPhrase),
                    "content": content("application/problem+json", schema: "Problem"),
                ]
                switch status {
                case .unauthorized:
                    document["headers"] = ["WWW-Authenticate": ["required": true, "schema": ["type": "string"]]]
                case .tooManyRequests:
                    document["headers"] = ["Retry-After": ["required": true, "schema": ["type": "integer"]]]
                default: break
                }
                return (String(status.code), .object(document))
            })
    }

    private func content(_ type: String, schema: String) -> JSONValue {
        .object([type: ["schema": ["$ref": .text("#/components/schemas/\(schema)")]]])
    }
}
