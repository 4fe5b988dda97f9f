// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension IPAddress: CustomStringConvertible {
    /// Reads `192.0.2.1`, `2001:db8::1` and `::ffff:192.0.2.1`; no brackets, no zone, no leading zeros in IPv4.
    public init?(_ text: some StringProtocol) {
        if text.utf8.contains(UInt8(ascii: ":")) {
            guard let groups = Self.groups(of: text) else { return nil }
            let high = groups[0..<4].reduce(0) { $0 << 16 | UInt64($1) }
            let low = groups[4..<8].reduce(0) { $0 << 16 | UInt64($1) }
            self.init(v6High: high, low: low)
        } else {
            guard let number = Self.dottedNumber(text) else { return nil }
            self.init(v4: number)
        }
    }

    /// IPv4 with dots, IPv6 as RFC 5952 writes it.
    public var description: String {
        if isIPv4 { return Self.dotted(v4) }
        if high == 0, low >> 32 == 0xffff { return "::ffff:" + Self.dotted(UInt32(truncatingIfNeeded: low)) }
        let groups = (0..<8).map { group in
            UInt16(truncatingIfNeeded: (group < 4 ? high : low) >> (48 - UInt64(group % 4) * 16))
        }
        guard let zeros = Self.longestZeros(groups) else { return Self.hex(groups[...]) }
        return Self.hex(groups[..<zeros.lowerBound]) + "::" + Self.hex(groups[zeros.upperBound...])
    }

    private static func dottedNumber(_ text: some StringProtocol) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
                part.utf8.count == 1 || part.first != "0", let byte = UInt8(part)
            else { return nil }
            number = number << 8 | UInt32(byte)
        }
        return number
    }

    private static func groups(of text: some StringProtocol) -> [UInt16]? {
        guard let gap = gap(in: text) else {
            return colonGroups(text, isWhole: true).flatMap { $0.count == 8 ? $0 : nil }
        }
        guard let before = colonGroups(text[..<gap.lowerBound], isWhole: false),
            let after = colonGroups(text[gap.upperBound...], isWhole: true), before.count + after.count <= 7
        else { return nil }
        return before + Array(repeating: 0, count: 8 - before.count - after.count) + after
    }

    /// The place of `::`, which may be there once.
    private static func gap<Text: StringProtocol>(in text: Text) -> Range<Text.Index>? {
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if next < text.endIndex, text[index] == ":", text[next] == ":" { return index..<text.index(after: next) }
            index = next
        }
        return nil
    }

    /// Groups of hexadecimal digits; the last may be an IPv4 address when the text's end is the address's end.
    private static func colonGroups(_ text: some StringProtocol, isWhole: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if isWhole, index == parts.count - 1, part.utf8.contains(UInt8(ascii: ".")) {
                guard let number = dottedNumber(part) else { return nil }
                groups += [UInt16(number >> 16), UInt16(truncatingIfNeeded: number)]
            } else {
                guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy({ isHexDigit($0) }),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups.count <= 8 ? groups : nil
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }

    private static func dotted(_ number: UInt32) -> String {
        "\(number >> 24).\(number >> 16 & 0xff).\(number >> 8 & 0xff).\(number & 0xff)"
    }

    private static func hex(_ groups: ArraySlice<UInt16>) -> String {
        groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// The first of the longest runs of two or more zero groups.
    private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
        var longest = 0..<0
        var start = 0
        for index in 0...groups.count where index == groups.count || groups[index] != 0 {
            if index - start > longest.count { longest = start..<index }
            start = index + 1
        }
        return longest.count >= 2 ? longest : nil
    }
}
