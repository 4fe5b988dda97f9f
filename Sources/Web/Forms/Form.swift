// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A form as the browser sent it (`application/x-www-form-urlencoded`), checked before anyone reads it.
struct Form: Sendable, Equatable {
    enum Failure: Error, Equatable {
        /// Not `name=value` pairs in UTF-8, percent-encoded.
        case malformed
        /// A field that this form does not have, or one given twice.
        case unexpected(String)
        /// A value of more than 10,000 characters, or one with control characters.
        case unusable(String)
    }

    private let values: [String: String]

    /// - Parameter allowed: the fields this form has; any other is refused.
    init(_ bytes: some Collection<UInt8>, allowed: Set<String>) throws(Failure) {
        var values: [String: String] = [:]
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decode(parts[0])
            let value = parts.count == 2 ? try Self.decode(parts[1]) : ""
            guard allowed.contains(name), values[name] == nil else { throw .unexpected(String(name.prefix(40))) }
            guard Self.isUsable(value) else { throw .unusable(name) }
            values[name] = value
        }
        self.values = values
    }

    /// The value with white space trimmed at both ends; empty when the field was not sent.
    subscript(_ name: String) -> String {
        (values[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The value untouched, for passwords.
    func verbatim(_ name: String) -> String { values[name] ?? "" }

    /// Whether the field was sent at all, be it empty.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// Whether a check box was ticked.
    func isOn(_ name: String) -> Bool { values[name] != nil && values[name] != "" }

    /// All values by name, to fill the form in again; without passwords and tokens.
    var repeatable: [String: String] {
        values.filter { !$0.key.lowercased().contains("password") && $0.key != "formToken" }
    }

    private static func decode(_ bytes: some Collection<UInt8>) throws(Failure) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexDigit), let low = rest.popFirst().flatMap(hexDigit) else {
                    throw .malformed
                }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        guard let text = String(validating: decoded, as: UTF8.self) else { throw .malformed }
        return text.replacing("\r\n", with: "\n")
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func isUsable(_ value: String) -> Bool {
        value.count <= 10_000
            && value.unicodeScalars.allSatisfy { scalar in
                scalar == "\n" || scalar == "\t" || !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
            }
    }
}
