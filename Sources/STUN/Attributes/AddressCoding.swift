// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The value that all address attributes share (RFC 8489, sections 14.1 and 14.2): zero, family, port, address; the XOR
/// forms mix port and address with the magic cookie and the transaction ID, so that no rewriting box finds them.
@usableFromInline
enum AddressCoding {
    @inlinable
    static func read(_ value: AttributeValue, isXORed: Bool) throws(STUNError) -> TransportAddress {
        guard let family = AddressFamily(rawValue: try value.byte(at: 1)) else { throw value.invalid }
        try value.require(count: 4 + family.addressLength)
        let cookie = isXORed ? MessageHeader.magicCookie : 0
        let port = try value.uint16(at: 2) ^ UInt16(cookie >> 16)
        guard family == .ipv6 else {
            return TransportAddress(ip: IPAddress(v4: try value.uint32(at: 4) ^ cookie), port: port)
        }
        let mask = isXORed ? XORMask(value.transactionID) : XORMask()
        let ip = IPAddress(
            v6High: try value.uint64(at: 4) ^ mask.high, low: try value.uint64(at: 12) ^ mask.low)
        return TransportAddress(ip: ip, port: port)
    }

    @inlinable
    static func write(_ address: TransportAddress, isXORed: Bool, into writer: inout STUNMessageWriter) {
        let cookie = isXORed ? MessageHeader.magicCookie : 0
        writer.append(UInt16(address.family.rawValue))
        writer.append(address.port ^ UInt16(cookie >> 16))
        guard address.ip.isIPv6 else { return writer.append(address.ip.v4 ^ cookie) }
        let mask = isXORed ? XORMask(writer.transactionID) : XORMask()
        writer.append(address.ip.high ^ mask.high)
        writer.append(address.ip.low ^ mask.low)
    }
}
