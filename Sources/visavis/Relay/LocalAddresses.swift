// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import Foundation
import NIOCore
import STUN
import TURN

/// The addresses of this machine.
struct LocalAddresses {
    /// All of them, loopback too.
    let all: [IPAddress]
    /// Those from which this machine speaks to the internet, one of each family at most.
    private let outward: [IPAddress]
    private let answersAt: @Sendable (IPAddress) -> Bool

    /// - Parameter answersAt: whether an address that no interface lists is this machine's all the same.
    init(
        all: [IPAddress], outward: [IPAddress], answersAt: @escaping @Sendable (IPAddress) -> Bool = { _ in false }
    ) {
        self.all = all
        self.outward = outward
        self.answersAt = answersAt
    }

    /// Whether sockets of this machine can be at an address: an interface has it, or a route makes it local.
    func has(_ address: IPAddress) -> Bool { all.contains(address) || answersAt(address) }

    /// As they are now. An outward address is that of the interface of the default route; without one, the first that is
    /// neither loopback nor link-local.
    init() {
        let all = ((try? System.enumerateDevices()) ?? []).compactMap {
            $0.address?.ipAddress.flatMap { IPAddress($0) }
        }
        self.init(
            all: all,
            outward: [AddressFamily.ipv4, .ipv6].compactMap { family in
                if let source = Self.source(family), Self.isUsable(source) { return source }
                return all.first { $0.family == family && Self.isUsable($0) }
            },
            answersAt: OwnAddressTrial.succeeds)
    }

    /// All addresses of each family that this machine has.
    var wildcards: [IPAddress] {
        let families = [AddressFamily.ipv4, .ipv6].filter { family in all.contains { $0.family == family } }
        return (families.isEmpty ? [.ipv4] : families).map { .unspecified($0) }
    }

    /// Nil when the machine reaches nobody else by this family.
    func outward(_ family: AddressFamily) -> IPAddress? { outward.first { $0.family == family } }

    /// What the kernel would send from. Connecting a datagram socket asks the routes and sends nothing.
    private static func source(_ family: AddressFamily) -> IPAddress? {
        let beyond = family == .ipv4 ? "192.0.2.1" : "2001:db8::1"
        guard let target = try? SocketAddress(ipAddress: beyond, port: 9) else { return nil }
        let descriptor = socket(family == .ipv4 ? AF_INET : AF_INET6, CInt(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard target.withSockAddr({ connect(descriptor, $0, socklen_t($1)) }) == 0 else { return nil }
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let asked = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard asked == 0 else { return nil }
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let named = withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getnameinfo($0, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
            }
        }
        guard named == 0 else { return nil }
        let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return IPAddress(String(decoding: bytes, as: UTF8.self))
    }

    /// Of the ranges that only reach inside one network.
    static func isPrivate(_ address: IPAddress) -> Bool {
        privateRanges.contains { $0.contains(address) }
    }

    private static let privateRanges = [
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7",
        "fe80::/10", "::1/128",
    ].compactMap { AddressRange($0) }

    /// Neither loopback (127.0.0.0/8, ::1), link-local (169.254.0.0/16, fe80::/10) nor unspecified.
    private static func isUsable(_ address: IPAddress) -> Bool {
        switch address.family {
        case .ipv4: address.v4 != 0 && address.v4 >> 24 != 127 && address.v4 >> 16 != 0xA9FE
        case .ipv6: address.high != 0 && address.high >> 54 != 0xFE80 >> 6
        }
    }
}
