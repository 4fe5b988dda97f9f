// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A JSON text as a tree. Objects keep the order of their fields; a name that comes twice is refused, because two
/// readers could take different ones.
indirect enum JSONValue: Equatable, Sendable {
    struct Field: Equatable, Sendable {
        let name: String
        let value: JSONValue
    }

    case null
    case bool(Bool)
    case integer(Int)
    case string(String)
    case array([JSONValue])
    case object([Field])

    static let maximumDepth = 8

    init(reading bytes: UnsafeRawBufferPointer) throws(JSONScanner.Failure) {
        var scanner = JSONScanner(bytes)
        self = try Self.value(from: &scanner, depth: 0)
        scanner.skipSpace()
        guard scanner.isAtEnd else { throw .malformed }
    }

    init(reading bytes: [UInt8]) throws(JSONScanner.Failure) {
        let result = bytes.withUnsafeBytes { raw in
            Result { () throws(JSONScanner.Failure) in try JSONValue(reading: raw) }
        }
        self = try result.get()
    }

    static func object(_ fields: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(fields.map { Field(name: $0.key, value: $0.value) })
    }

    private static func value(from scanner: inout JSONScanner, depth: Int) throws(JSONScanner.Failure) -> JSONValue {
        guard depth < maximumDepth else { throw .malformed }
        scanner.skipSpace()
        switch scanner.next {
        case 0x7B: return try object(from: &scanner, depth: depth)
        case 0x5B: return try array(from: &scanner, depth: depth)
        case 0x22: return .string(try string(from: &scanner))
        case 0x74:
            try scanner.take(literal: "true")
            return .bool(true)
        case 0x66:
            try scanner.take(literal: "false")
            return .bool(false)
        case 0x6E:
            try scanner.take(literal: "null")
            return .null
        default: return .integer(try scanner.integer())
        }
    }

    private static func string(from scanner: inout JSONScanner) throws(JSONScanner.Failure) -> String {
        var units: [UInt8] = []
        try scanner.string { units.append($0) }
        return String(decoding: units, as: UTF8.self)
    }

    private static func array(from scanner: inout JSONScanner, depth: Int) throws(JSONScanner.Failure) -> JSONValue {
        try scanner.take(0x5B)
        var values: [JSONValue] = []
        if scanner.takeIf(0x5D) { return .array(values) }
        repeat {
            values.append(try value(from: &scanner, depth: depth + 1))
        } while scanner.takeIf(0x2C)
        try scanner.take(0x5D)
        return .array(values)
    }

    private static func object(from scanner: inout JSONScanner, depth: Int) throws(JSONScanner.Failure) -> JSONValue {
        try scanner.take(0x7B)
        var fields: [Field] = []
        if scanner.takeIf(0x7D) { return .object(fields) }
        repeat {
            scanner.skipSpace()
            let name = try string(from: &scanner)
            guard fields.count < 32, !fields.contains(where: { $0.name == name }) else { throw .malformed }
            try scanner.take(0x3A)
            fields.append(Field(name: name, value: try value(from: &scanner, depth: depth + 1)))
        } while scanner.takeIf(0x2C)
        try scanner.take(0x7D)
        return .object(fields)
    }
}
