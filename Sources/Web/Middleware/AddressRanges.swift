// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A list of addresses and CIDR ranges, compared as 128-bit numbers so that one address has one form: IPv4 counts as its
/// IPv4-mapped form.
public struct AddressRanges: Sendable, Equatable {
    private struct Range: Equatable {
        let network: UInt128
        let mask: UInt128
    }

    private let ranges: [Range]

    public static let none = AddressRanges(ranges: [])

    private init(ranges: [Range]) { self.ranges = ranges }

    /// - Parameter list: addresses or ranges between commas; nil when one of them is neither.
    public init?(_ list: String) {
        var ranges: [Range] = []
        for entry in list.split(whereSeparator: { $0 == "," || $0 == " " }) {
            let parts = entry.split(separator: "/", omittingEmptySubsequences: false)
            guard let address = Self.number(String(parts[0])), parts.count <= 2 else { return nil }
            let width = parts[0].contains(":") ? 128 : 32
            guard let length = parts.count == 2 ? Int(parts[1]) : width, (0...width).contains(length) else {
                return nil
            }
            let hostBits = width - length
            let mask: UInt128 = hostBits == 128 ? 0 : ~((UInt128(1) << UInt128(hostBits)) - 1)
            ranges.append(Range(network: address & mask, mask: mask))
        }
        self.ranges = ranges
    }

    func contains(_ address: String) -> Bool {
        guard let number = Self.number(address) else { return false }
        return ranges.contains { number & $0.mask == $0.network }
    }

    private static func number(_ text: String) -> UInt128? {
        var bytes = [UInt8](repeating: 0, count: 16)
        func joined(_ count: Int) -> UInt128 { bytes.prefix(count).reduce(0) { $0 << 8 | UInt128($1) } }
        if inet_pton(AF_INET, text, &bytes) == 1 { return UInt128(0xFFFF) << 32 | joined(4) }
        return inet_pton(AF_INET6, text, &bytes) == 1 ? joined(16) : nil
    }
}
