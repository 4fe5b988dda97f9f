// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc
import STUN

/// A non-blocking UDP socket of one address family. Whoever holds it closes it.
struct UDPSocket {
    let descriptor: Int32
    let family: AddressFamily
    /// Bursts arrive as one buffer, and may be sent as one.
    let canOffload: Bool

    /// Where clients send to.
    ///
    /// - Parameter isShared: other sockets are bound to the same address, one for each loop.
    static func listening(on address: TransportAddress, isShared: Bool) throws(SystemCallError) -> UDPSocket {
        try open(address) { (descriptor) throws(SystemCallError) in
            if isShared { try set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1) }
            enlarge(descriptor, to: 4 << 20)
            guard address.ip == .unspecified(address.family) else { return }
            if address.ip.isIPv4 {
                try set(descriptor, Int32(IPPROTO_IP), IP_PKTINFO, 1)
            } else {
                try set(descriptor, Int32(IPPROTO_IPV6), IPV6_RECVPKTINFO, 1)
            }
        }
    }

    /// Where peers send to. Its errors arrive on the error queue; nothing asks routers not to fragment.
    static func relaying(on address: TransportAddress) throws(SystemCallError) -> UDPSocket {
        try open(address) { (descriptor) throws(SystemCallError) in
            enlarge(descriptor, to: 512 << 10)
            if address.ip.isIPv4 {
                try set(descriptor, Int32(IPPROTO_IP), IP_RECVERR, 1)
                try set(descriptor, Int32(IPPROTO_IP), IP_MTU_DISCOVER, IP_PMTUDISC_DONT)
            } else {
                try set(descriptor, Int32(IPPROTO_IPV6), IPV6_RECVERR, 1)
            }
        }
    }

    private static func open(
        _ address: TransportAddress, _ prepare: (Int32) throws(SystemCallError) -> Void
    ) throws(SystemCallError) -> UDPSocket {
        let domain = address.ip.isIPv4 ? AF_INET : AF_INET6
        let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(domain, kind, 0)
        guard descriptor >= 0 else { throw SystemCallError("socket") }
        do {
            if !address.ip.isIPv4 { try set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
            try prepare(descriptor)
            try bind(descriptor, to: address)
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        let canOffload = Offload.isSupported && isSet(descriptor, SOL_UDP, UDP_GRO, 1)
        return UDPSocket(descriptor: descriptor, family: address.family, canOffload: canOffload)
    }

    private static func bind(_ descriptor: Int32, to address: TransportAddress) throws(SystemCallError) {
        let isBound = withUnsafeTemporaryAllocation(
            byteCount: KernelAddress.size, alignment: KernelAddress.alignment
        ) { name in
            let length = KernelAddress.write(address, to: name.baseAddress!)
            let name = name.baseAddress!.assumingMemoryBound(to: sockaddr.self)
            return Glibc.bind(descriptor, name, length) == 0
        }
        guard isBound else { throw SystemCallError("bind") }
    }

    /// The address the kernel gave it.
    var localAddress: TransportAddress? {
        withUnsafeTemporaryAllocation(byteCount: KernelAddress.size, alignment: KernelAddress.alignment) { name in
            var length = socklen_t(KernelAddress.size)
            let name = name.baseAddress!
            let isKnown = getsockname(descriptor, name.assumingMemoryBound(to: sockaddr.self), &length) == 0
            return isKnown ? KernelAddress.read(name) : nil
        }
    }

    /// Whether routers may fragment what is sent from now on (RFC 8656 section 14.9).
    func setDontFragment(_ isSet: Bool) {
        if family == .ipv4 {
            let value = isSet ? IP_PMTUDISC_DO : IP_PMTUDISC_DONT
            _ = Self.isSet(descriptor, Int32(IPPROTO_IP), IP_MTU_DISCOVER, value)
        } else {
            _ = Self.isSet(descriptor, Int32(IPPROTO_IPV6), IPV6_DONTFRAG, isSet ? 1 : 0)
        }
    }

    func close() {
        Glibc.close(descriptor)
    }

    /// Asks for buffers of `size` bytes: beyond the system's bound where the process may, else up to it.
    private static func enlarge(_ descriptor: Int32, to size: Int32) {
        if !isSet(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, size) { _ = isSet(descriptor, SOL_SOCKET, SO_RCVBUF, size) }
        if !isSet(descriptor, SOL_SOCKET, SO_SNDBUFFORCE, size) { _ = isSet(descriptor, SOL_SOCKET, SO_SNDBUF, size) }
    }

    private static func set(
        _ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32
    ) throws(SystemCallError) {
        guard isSet(descriptor, level, option, value) else { throw SystemCallError("setsockopt") }
    }

    private static func isSet(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) -> Bool {
        var value = value
        return setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size)) == 0
    }
}
