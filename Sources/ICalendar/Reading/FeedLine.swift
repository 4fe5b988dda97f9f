// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// An unfolded content line (RFC 5545, 3.1), taken as leniently as it can be understood.
struct FeedLine: Equatable {
    /// Upper case.
    let name: String
    /// Names in upper case, values without their quotes.
    let parameters: [String: String]
    let value: String

    /// Nil without a colon after the name and its parameters.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard var index = bytes.firstIndex(where: { $0 == Self.semicolon || $0 == Self.colon }) else { return nil }
        name = Self.text(bytes[..<index]).uppercased()
        var parameters: [String: String] = [:]
        while bytes[index] == Self.semicolon {
            let start = index + 1
            guard let end = Self.parameterEnd(bytes[start...]) else { return nil }
            if let equals = bytes[start..<end].firstIndex(of: UInt8(ascii: "=")) {
                let value = Self.text(bytes[(equals + 1)..<end])
                parameters[Self.text(bytes[start..<equals]).uppercased()] = value.filter { $0 != "\"" }
            }
            index = end
        }
        self.parameters = parameters
        value = Self.text(bytes[(index + 1)...])
    }

    /// The values of a list that knows no quoting, as those of dates do not.
    var values: [Substring] { value.split(separator: ",") }

    private static let (semicolon, colon, quote) = (UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\""))

    /// The first semicolon or colon that is not in quotes.
    private static func parameterEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
        var isQuoted = false
        for index in bytes.indices {
            if bytes[index] == quote {
                isQuoted.toggle()
            } else if !isQuoted, bytes[index] == semicolon || bytes[index] == colon {
                return index
            }
        }
        return nil
    }

    /// What is not UTF-8 becomes a replacement character.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        var slice = bytes
        while let first = slice.first, first == 0x20 || first == 0x09 { slice = slice.dropFirst() }
        while let last = slice.last, last == 0x20 || last == 0x09 { slice = slice.dropLast() }
        return String(decoding: slice, as: UTF8.self)
    }
}
