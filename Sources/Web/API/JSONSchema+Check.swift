// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling

extension JSONSchema {
    /// One wrong field: its place (`client.email`) and a word of a closed list.
    struct Fault: Error, Hashable, Sendable {
        enum Problem: String, Sendable {
            case missing
            case unknown
            case type
            case tooShort = "too_short"
            case tooLong = "too_long"
            case tooSmall = "too_small"
            case tooLarge = "too_large"
            case malformed
            case choice
        }

        let field: String
        let problem: Problem
    }

    /// Every fault of the value.
    func faults(in value: JSONValue, at place: String = "") -> [Fault] {
        func fault(_ problem: Fault.Problem) -> [Fault] { [Fault(field: place, problem: problem)] }
        switch (self, value) {
        case (.object(let properties), .object(let fields)):
            return Self.faults(in: fields, properties, at: place.isEmpty ? "" : place + ".")
        case (.array(let element), .array(let values)):
            return values.enumerated().flatMap { element.faults(in: $1, at: "\(place)[\($0)]") }
        case (.text(let length), .text(let text)):
            let count = text.unicodeScalars.count
            return count < length.lowerBound ? fault(.tooShort) : count > length.upperBound ? fault(.tooLong) : []
        case (.instant, .text(let text)): return Date(rfc3339: text) == nil ? fault(.malformed) : []
        case (.identifier, .text(let text)): return Self.isIdentifier(text) ? [] : fault(.malformed)
        case (.email, .text(let text)):
            // The mail's own rules judge the rest.
            return text.utf8.count > 254 ? fault(.tooLong) : text.contains("@") ? [] : fault(.malformed)
        case (.choice(let words), .text(let text)): return words.contains(text) ? [] : fault(.choice)
        case (.integer(let range), .integer(let number)):
            return number < range.lowerBound ? fault(.tooSmall) : number > range.upperBound ? fault(.tooLarge) : []
        case (.reference(let name), _): return APISchemas.all[name]?.faults(in: value, at: place) ?? []
        default: return fault(.type)
        }
    }

    static func isIdentifier(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static func faults(
        in fields: [String: JSONValue], _ properties: [Property], at prefix: String
    ) -> [Fault] {
        var faults: [Fault] = []
        for property in properties {
            if let value = fields[property.name] {
                faults += property.schema.faults(in: value, at: prefix + property.name)
            } else if property.isRequired {
                faults.append(Fault(field: prefix + property.name, problem: .missing))
            }
        }
        let unknown = fields.keys.filter { name in !properties.contains { $0.name == name } }
        faults += unknown.sorted().map { Fault(field: prefix + String($0.prefix(60)), problem: .unknown) }
        return faults
    }
}

extension Date {
    /// RFC 3339 with a zone's offset or `Z`; fractions of a second are cut off. Nil for years outside 1970 to 9999, days that
    /// do not exist, and leap seconds.
    init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard (20...40).contains(bytes.count), bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") else {
            return nil
        }
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            return bytes[range].reduce(Int?(0)) { sum, byte in
                guard let sum, (0x30...0x39).contains(byte) else { return nil }
                return sum * 10 + Int(byte - 0x30)
            }
        }
        func isSign(_ index: Int, _ sign: Character) -> Bool { bytes[index] == sign.asciiValue }
        guard isSign(4, "-"), isSign(7, "-"), isSign(13, ":"), isSign(16, ":"), let year = number(0..<4),
            let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19), (1970...9999).contains(year), hour < 24,
            minute < 60, second < 60
        else { return nil }
        var index = 19
        if bytes[index] == UInt8(ascii: ".") {
            index += 1
            let start = index
            while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
            guard index > start else { return nil }
        }
        guard let offset = Self.offset(bytes[index...]), let local = LocalDay(year: year, month: month, day: day),
            let epoch = LocalDay(year: 1970, month: 1, day: 1)
        else { return nil }
        let seconds = (epoch.distance(to: local) * 24 + hour) * 3600 + minute * 60 + second
        self.init(timeIntervalSince1970: Double(seconds - offset))
    }

    /// Seconds east of UTC: `Z`, `+02:00`.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let text = String(decoding: bytes, as: UTF8.self)
        if text == "Z" || text == "z" { return 0 }
        let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard text.utf8.count == 6, let sign = text.first, sign == "+" || sign == "-", parts.count == 2,
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hours = Int(parts[0]), let minutes = Int(parts[1]), hours < 24, minutes < 60
        else { return nil }
        return (hours * 3600 + minutes * 60) * (sign == "+" ? 1 : -1)
    }
}
