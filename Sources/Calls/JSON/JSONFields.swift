// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The fields of an object, each taken once by its name and type. `end` refuses what nobody asked for.
struct JSONFields {
    private var fields: [JSONValue.Field]

    init(_ value: JSONValue) throws(JSONScanner.Failure) {
        guard case .object(let fields) = value else { throw .malformed }
        self.fields = fields
    }

    /// The value of a field that may be left out.
    mutating func optional(_ name: String) -> JSONValue? {
        guard let index = fields.firstIndex(where: { $0.name == name }) else { return nil }
        return fields.remove(at: index).value
    }

    mutating func value(_ name: String) throws(JSONScanner.Failure) -> JSONValue {
        guard let value = optional(name) else { throw .malformed }
        return value
    }

    mutating func bool(_ name: String) throws(JSONScanner.Failure) -> Bool {
        guard case .bool(let value) = try value(name) else { throw .malformed }
        return value
    }

    mutating func integer(_ name: String, in range: ClosedRange<Int>) throws(JSONScanner.Failure) -> Int {
        guard case .integer(let value) = try value(name), range.contains(value) else { throw .malformed }
        return value
    }

    mutating func string(_ name: String) throws(JSONScanner.Failure) -> String {
        guard case .string(let value) = try value(name) else { throw .malformed }
        return value
    }

    /// A string or null; the field itself must be there.
    mutating func stringOrNull(_ name: String) throws(JSONScanner.Failure) -> String? {
        switch try value(name) {
        case .null: return nil
        case .string(let value): return value
        default: throw .malformed
        }
    }

    /// An integer or null; the field itself must be there.
    mutating func integerOrNull(_ name: String, in range: ClosedRange<Int>) throws(JSONScanner.Failure) -> Int? {
        switch try value(name) {
        case .null: return nil
        case .integer(let value) where range.contains(value): return value
        default: throw .malformed
        }
    }

    func end() throws(JSONScanner.Failure) {
        guard fields.isEmpty else { throw .malformed }
    }
}
