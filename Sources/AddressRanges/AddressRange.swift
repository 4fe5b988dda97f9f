// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import STUN

/// Addresses with the same first bits.
public struct AddressRange: Hashable, Sendable, CustomStringConvertible {
    public let base: IPAddress
    public let prefixLength: Int
    private let highMask: UInt64
    private let lowMask: UInt64

    /// Nil when the prefix is longer than an address of the family. Bits of `base` behind the prefix do not count.
    public init?(base: IPAddress, prefixLength: Int) {
        let width = base.family.addressLength * 8
        guard (0...width).contains(prefixLength) else { return nil }
        self.prefixLength = prefixLength
        // IPv4 stands in the low 32 bits: its prefix begins at bit 96.
        let bits = prefixLength + 128 - width
        highMask = Self.mask(bits)
        lowMask = Self.mask(bits - 64)
        self.base =
            base.isIPv4
            ? IPAddress(v4: base.v4 & UInt32(truncatingIfNeeded: lowMask))
            : IPAddress(v6High: base.high & highMask, low: base.low & lowMask)
    }

    /// Reads `10.0.0.0/8`, `fd00::/8`, or an address alone. Nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = IPAddress(parts[0]) else { return nil }
        guard parts.count == 2 else {
            self.init(base: base, prefixLength: base.family.addressLength * 8)
            return
        }
        guard (1...3).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let length = Int(parts[1])
        else { return nil }
        self.init(base: base, prefixLength: length)
    }

    public func contains(_ address: IPAddress) -> Bool {
        address.family == base.family && address.high & highMask == base.high && address.low & lowMask == base.low
    }

    public var description: String { "\(base)/\(prefixLength)" }

    private static func mask(_ bits: Int) -> UInt64 {
        if bits <= 0 { return 0 }
        return bits >= 64 ? .max : ~(UInt64.max >> UInt64(bits))
    }
}
