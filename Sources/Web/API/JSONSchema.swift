// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a value must look like: the part of JSON Schema that the interface's documents need. The same value describes a document
/// to others and checks what they send.
indirect enum JSONSchema: Sendable {
    struct Property: Sendable {
        let name: String
        let schema: JSONSchema
        let isRequired: Bool
        let about: String

        init(_ name: String, _ schema: JSONSchema, required: Bool = true, _ about: String = "") {
            self.name = name
            self.schema = schema
            isRequired = required
            self.about = about
        }
    }

    /// Fields that are not listed are refused.
    case object([Property])
    case array(JSONSchema)
    /// Length in Unicode scalars.
    case text(ClosedRange<Int>)
    /// An instant as RFC 3339 writes it.
    case instant
    case identifier
    case email
    case choice([String])
    case integer(ClosedRange<Int>)
    /// A name of ``APISchemas``.
    case reference(String)

    var document: JSONValue {
        switch self {
        case .object(let properties): Self.object(properties)
        case .array(let element): ["type": "array", "items": element.document]
        case .text(let length):
            [
                "type": "string", "minLength": .integer(length.lowerBound), "maxLength": .integer(length.upperBound),
            ]
        case .instant: ["type": "string", "format": "date-time", "example": "2027-01-12T09:00:00Z"]
        case .identifier: ["type": "string", "pattern": "^[0-9a-f]{32}$"]
        case .email: ["type": "string", "format": "email", "minLength": 3, "maxLength": 254]
        case .choice(let words): ["type": "string", "enum": .array(words.map(JSONValue.text))]
        case .integer(let range):
            ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
        case .reference(let name): ["$ref": .text("#/components/schemas/\(name)")]
        }
    }

    private static func object(_ properties: [Property]) -> JSONValue {
        var fields: [String: JSONValue] = [:]
        for property in properties {
            var document = property.schema.document
            if !property.about.isEmpty, case .object(var parts) = document, parts["$ref"] == nil {
                parts["description"] = .text(property.about)
                document = .object(parts)
            }
            fields[property.name] = document
        }
        var document: [String: JSONValue] = [
            "type": "object", "properties": .object(fields), "additionalProperties": false,
        ]
        let required = properties.filter(\.isRequired).map { JSONValue.text($0.name) }
        if !required.isEmpty { document["required"] = .array(required) }
        return .object(document)
    }
}
