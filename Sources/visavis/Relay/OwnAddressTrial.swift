// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore
import STUN

/// Tries whether an address is this machine's though no interface lists it: a route may make a whole range local.
enum OwnAddressTrial {
    private static let patience: Int32 = 200

    /// A datagram that is sent from the address to itself must arrive. To have it bound is no proof: the system may allow
    /// to bind what it does not have.
    @Sendable static func succeeds(_ address: IPAddress) -> Bool {
        let descriptor = socket(address.isIPv4 ? AF_INET : AF_INET6, CInt(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0, let place = try? SocketAddress(ipAddress: "\(address)", port: 0) else { return false }
        defer { close(descriptor) }
        guard place.withSockAddr({ bind(descriptor, $0, socklen_t($1)) }) == 0 else { return false }
        var storage = sockaddr_storage()
        let isConnected = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
                return getsockname(descriptor, name, &length) == 0 && connect(descriptor, name, length) == 0
            }
        }
        var mark = UInt64.random(in: .min ... .max)
        let sent = mark
        guard isConnected, send(descriptor, &mark, 8, 0) == 8 else { return false }
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, patience) == 1, recv(descriptor, &mark, 8, 0) == 8 else { return false }
        return mark == sent
    }
}
