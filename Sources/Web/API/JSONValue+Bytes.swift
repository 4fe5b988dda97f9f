// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Calls
import Foundation

// A general-purpose coder costs several times what it reads and writes here, and every request of a program needs both ways.
extension JSONValue {
    /// - Throws: when it is no JSON.
    init(reading bytes: [UInt8]) throws {
        // What the scanner does not know, such as a fraction or a name that comes twice, the system's own reader judges.
        if let value = Self.scanned(bytes) {
            self = value
        } else {
            self = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
        }
    }

    private static func scanned(_ bytes: [UInt8]) -> JSONValue? {
        bytes.withUnsafeBytes { bytes in
            var scanner = JSONScanner(bytes)
            guard let value = try? scanned(&scanner, depth: 0) else { return nil }
            scanner.skipSpace()
            return scanner.isAtEnd ? value : nil
        }
    }

    private static func scanned(
        _ scanner: inout JSONScanner, depth: Int
    ) throws(JSONScanner.Failure) -> JSONValue {
        guard depth < 16 else { throw .malformed }
        scanner.skipSpace()
        switch scanner.next {
        case UInt8(ascii: "{"): return .object(try fields(&scanner, depth: depth))
        case UInt8(ascii: "["): return .array(try elements(&scanner, depth: depth))
        case UInt8(ascii: "\""): return .text(try scanner.text())
        case UInt8(ascii: "t"):
            try scanner.take(literal: "true")
            return .boolean(true)
        case UInt8(ascii: "f"):
            try scanner.take(literal: "false")
            return .boolean(false)
        case UInt8(ascii: "n"):
            try scanner.take(literal: "null")
            return .null
        default: return .integer(try scanner.integer())
        }
    }

    private static func fields(
        _ scanner: inout JSONScanner, depth: Int
    ) throws(JSONScanner.Failure) -> [String: JSONValue] {
        try scanner.take(UInt8(ascii: "{"))
        var fields: [String: JSONValue] = [:]
        if scanner.takeIf(UInt8(ascii: "}")) { return fields }
        repeat {
            let name = try scanner.text()
            try scanner.take(UInt8(ascii: ":"))
            let former = fields.updateValue(try scanned(&scanner, depth: depth + 1), forKey: name)
            guard former == nil else { throw .malformed }
        } while scanner.takeIf(UInt8(ascii: ","))
        try scanner.take(UInt8(ascii: "}"))
        return fields
    }

    private static func elements(
        _ scanner: inout JSONScanner, depth: Int
    ) throws(JSONScanner.Failure) -> [JSONValue] {
        try scanner.take(UInt8(ascii: "["))
        var elements: [JSONValue] = []
        if scanner.takeIf(UInt8(ascii: "]")) { return elements }
        repeat {
            elements.append(try scanned(&scanner, depth: depth + 1))
        } while scanner.takeIf(UInt8(ascii: ","))
        try scanner.take(UInt8(ascii: "]"))
        return elements
    }

    /// Compact, the fields by name.
    func bytes() throws -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(1024)
        try write(into: &output)
        return output
    }

    private func write(into output: inout [UInt8]) throws {
        switch self {
        case .null: output += "null".utf8
        case .boolean(let value): output += (value ? "true" : "false").utf8
        case .integer(let value): output += String(value).utf8
        case .number(let value): output += try JSONEncoder().encode(value)
        case .text(let text): Self.write(text, into: &output)
        case .array(let values):
            output.append(UInt8(ascii: "["))
            for (place, value) in values.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                try value.write(into: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let fields):
            output.append(UInt8(ascii: "{"))
            for (place, field) in fields.sorted(by: { $0.key < $1.key }).enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                Self.write(field.key, into: &output)
                output.append(UInt8(ascii: ":"))
                try field.value.write(into: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    /// RFC 8259, 7.
    private static func write(_ text: String, into output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: output += ("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}

extension JSONScanner {
    fileprivate mutating func text() throws(Failure) -> String {
        var units: [UInt8] = []
        try string { units.append($0) }
        return String(decoding: units, as: UTF8.self)
    }
}
