// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension TransportAddress {
    /// Nil for a Unix domain socket. An IPv4 client of a socket of both families, `::ffff:192.0.2.1`, is 192.0.2.1.
    init?(_ address: NIOCore.SocketAddress) {
        switch address {
        case .v4(let address):
            let number = UInt32(bigEndian: address.address.sin_addr.s_addr)
            self.init(ip: IPAddress(v4: number), port: UInt16(bigEndian: address.address.sin_port))
        case .v6(let address):
            let (high, low) = withUnsafeBytes(of: address.address.sin6_addr) { bytes in
                (
                    UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                )
            }
            let isMapped = high == 0 && low >> 32 == 0xffff
            self.init(
                ip: isMapped ? IPAddress(v4: UInt32(truncatingIfNeeded: low)) : IPAddress(v6High: high, low: low),
                port: UInt16(bigEndian: address.address.sin6_port))
        case .unixDomainSocket:
            return nil
        }
    }
}
