// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore

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
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        switch address {
        case .v4(let v4):
            return UInt128(0xFFFF) << 32 | UInt128(UInt32(bigEndian: v4.address.sin_addr.s_addr))
        case .v6(let v6):
            return withUnsafeBytes(of: v6.address.sin6_addr) { bytes in
                bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
            }
        default:
            return nil
        }
    }
}
