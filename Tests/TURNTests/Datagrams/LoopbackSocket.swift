// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc
import STUN
import Testing

@testable import TURN

/// A blocking UDP socket of a test, on loopback at a port that the system chose.
final class LoopbackSocket {
    struct Datagram: Equatable {
        var bytes: [UInt8]
        var source: TransportAddress
    }

    enum Failure: Error { case system(String, Int32), nothingCame }

    let descriptor: Int32
    let address: TransportAddress

    init(_ ip: String = "127.0.0.1") throws {
        let wanted = TransportAddress(ip: try #require(IPAddress(ip)), port: 0)
        descriptor = socket(wanted.ip.isIPv4 ? AF_INET : AF_INET6, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.system("socket", errno) }
        var patience = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var room: Int32 = 4 << 20
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &room, socklen_t(MemoryLayout<Int32>.size))
        let descriptor = descriptor
        let bound = Self.withName(wanted) { bind(descriptor, $0, $1) }
        guard bound == 0 else { throw Failure.system("bind", errno) }
        let socket = UDPSocket(descriptor: descriptor, family: wanted.family, canOffload: false)
        address = try #require(socket.localAddress)
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8], to destination: TransportAddress) throws {
        let sent = bytes.withUnsafeBytes { bytes in
            Self.withName(destination) { Int32(sendto(descriptor, bytes.baseAddress, bytes.count, 0, $0, $1)) }
        }
        guard sent == bytes.count else { throw Failure.system("sendto", errno) }
    }

    /// One call, cut by the kernel into datagrams of `size` bytes.
    func sendBurst(_ bytes: [UInt8], size: Int, to destination: TransportAddress) throws {
        var segment = Int32(size)
        setsockopt(descriptor, SOL_UDP, UDP_SEGMENT, &segment, socklen_t(MemoryLayout<Int32>.size))
        defer {
            segment = 0
            setsockopt(descriptor, SOL_UDP, UDP_SEGMENT, &segment, socklen_t(MemoryLayout<Int32>.size))
        }
        try send(bytes, to: destination)
    }

    func receive() throws -> Datagram {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var name = [UInt8](repeating: 0, count: KernelAddress.size)
        var length = socklen_t(KernelAddress.size)
        let count = name.withUnsafeMutableBytes { name in
            recvfrom(
                descriptor, &bytes, bytes.count, 0, name.baseAddress!.assumingMemoryBound(to: sockaddr.self), &length)
        }
        guard count >= 0 else { throw Failure.nothingCame }
        let source = try #require(name.withUnsafeBytes { KernelAddress.read($0.baseAddress!) })
        return Datagram(bytes: Array(bytes[..<count]), source: source)
    }

    /// Nothing waits at this moment.
    var isSilent: Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) < 0
    }

    private static func withName(
        _ address: TransportAddress, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafeTemporaryAllocation(byteCount: KernelAddress.size, alignment: KernelAddress.alignment) { name in
            let length = KernelAddress.write(address, to: name.baseAddress!)
            return body(name.baseAddress!.assumingMemoryBound(to: sockaddr.self), length)
        }
    }
}
