// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import CDatagrams
import Glibc
import NIOPosix
public import STUN

extension TURNURI {
    /// Every address of the host that somebody outside may be given, IPv4 and IPv6, in the system's order. A name of this
    /// machine alone, such as localhost, has one that counts. Empty when the name has none.
    public func addresses() async -> [IPAddress] {
        let host = self.host
        let found = (try? await NIOThreadPool.singleton.runIfActive { Self.resolve(host) }) ?? []
        let outside = found.filter { !SpecialPurposeRanges.isLoopback($0) }
        return outside.isEmpty ? Array(found.prefix(1)) : outside
    }

    private static func resolve(_ host: String) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [IPAddress] = []
        var entry = list
        while let place = entry?.pointee {
            if let name = place.ai_addr, let ip = KernelAddress.read(UnsafeRawPointer(name))?.ip,
                !addresses.contains(ip)
            {
                addresses.append(ip)
            }
            entry = place.ai_next
        }
        return addresses
    }
}
