// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension TransportAddress {
    /// Nil for a Unix domain socket. An IPv4 client of a socket of both families, `::ffff:192.0.2.1`, is 192.0.2.1.
    init?(_ address: NIOCore.SocketAddress) {
        guard let read = address.withSockAddr({ name, _ in KernelAddress.read(UnsafeRawPointer(name)) }) else {
            return nil
        }
        let isMapped = read.ip.isIPv6 && read.ip.high == 0 && read.ip.low >> 32 == 0xffff
        let ip = isMapped ? IPAddress(v4: UInt32(truncatingIfNeeded: read.ip.low)) : read.ip
        self.init(ip: ip, port: read.port)
    }
}
