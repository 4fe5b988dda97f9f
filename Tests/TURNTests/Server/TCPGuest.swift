// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc
import STUN
import Testing

@testable import TURN

/// A blocking TCP connection of a test, read frame by frame.
final class TCPGuest {
    enum Failure: Error { case system(String, Int32), ended }

    private let descriptor: Int32
    private var waiting: [UInt8] = []

    /// - Parameter room: bytes that the kernel may hold for us.
    init(_ server: TransportAddress, room: Int32 = 1 << 20) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.system("socket", errno) }
        var room = room
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let descriptor = descriptor
        let isConnected = withUnsafeTemporaryAllocation(byteCount: KernelAddress.size, alignment: 8) { name in
            let length = KernelAddress.write(server, to: name.baseAddress!)
            return connect(descriptor, name.baseAddress!.assumingMemoryBound(to: sockaddr.self), length) == 0
        }
        guard isConnected else { throw Failure.system("connect", errno) }
    }

    deinit { close(descriptor) }

    /// Nothing more will be written.
    func end() { shutdown(descriptor, Int32(SHUT_WR)) }

    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Failure.system("send", errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// The relay has closed the connection, or does so before patience ends; what came before is passed over.
    var isEnded: Bool {
        var piece = [UInt8](repeating: 0, count: 65_536)
        var count = 1
        while count > 0 { count = recv(descriptor, &piece, piece.count, 0) }
        return count == 0 || errno == ECONNRESET
    }

    /// The next whole frame with its padding.
    func frame() throws -> [UInt8] {
        while true {
            if case .frame(let length) = waiting.withUnsafeBytes({ StreamFrame(at: $0) }) {
                defer { waiting.removeFirst(length) }
                return Array(waiting[..<length])
            }
            var piece = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &piece, piece.count, 0)
            guard count > 0 else { throw Failure.ended }
            waiting += piece[..<count]
        }
    }
}
