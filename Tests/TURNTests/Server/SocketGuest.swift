// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@testable import TURN

/// A TURN client over UDP, that asks and waits.
final class SocketGuest {
    let socket: LoopbackSocket
    let server: TransportAddress
    private let box: Box
    private let wire: WireGuest

    /// Data that came while an answer was awaited.
    private final class Box { var early: [[UInt8]] = [] }

    init(_ participant: String, ip: String, server: TransportAddress) throws {
        let socket = try LoopbackSocket(ip)
        let box = Box()
        self.socket = socket
        self.server = server
        self.box = box
        wire = WireGuest(participant: participant) { request in
            try socket.send(request, to: server)
            while true {
                let bytes = try socket.receive().bytes
                if bytes.count >= 20, bytes[0] & 0x01 == 1, bytes[8..<20] == request[8..<20] { return bytes }
                box.early.append(bytes)
            }
        }
    }

    func allocate(_ family: AddressFamily? = nil) throws -> TransportAddress { try wire.allocate(family) }
    func permit(_ peer: TransportAddress) throws { try wire.permit(peer) }
    func bind(_ channel: UInt16, to peer: TransportAddress) throws { try wire.bind(channel, to: peer) }
    func refresh(seconds: UInt32) throws { try wire.refresh(seconds: seconds) }
    func fence() throws { try wire.fence() }

    func sendData(_ payload: [UInt8], to peer: TransportAddress, dontFragment: Bool = false) throws {
        var buffer = ByteBuffer()
        var writer = STUNMessageWriter(.indication, .send, .random(), into: &buffer)
        writer.write(XORPeerAddress(peer))
        try payload.withUnsafeBytes { writer.write(try DataAttribute($0)) }
        if dontFragment { writer.write(DontFragment()) }
        writer.finish(into: &buffer)
        try socket.send(Array(buffer.readableBytesView), to: server)
    }

    static func frame(_ channel: UInt16, _ payload: [UInt8]) -> [UInt8] {
        [UInt8(channel >> 8), UInt8(channel & 0xff), UInt8(payload.count >> 8), UInt8(payload.count & 0xff)] + payload
    }

    func send(_ payload: [UInt8], on channel: UInt16) throws {
        try socket.send(Self.frame(channel, payload), to: server)
    }

    func receive() throws -> [UInt8] {
        box.early.isEmpty ? try socket.receive().bytes : box.early.removeFirst()
    }

    /// The next datagram is a Data indication.
    func receiveIndication() throws -> (peer: TransportAddress, payload: [UInt8]?, icmp: ICMP?) {
        let bytes = try receive()
        return try bytes.withUnsafeBytes { bytes in
            let message = try STUNMessage(reading: bytes)
            #expect(message.method == .data)
            #expect(message.messageClass == .indication)
            let peer = try #require(try message.attribute(XORPeerAddress.self)).address
            let payload = try message.attribute(DataAttribute.self).map { Array($0.bytes) }
            return (peer, payload, try message.attribute(ICMP.self))
        }
    }

    var hasNothing: Bool { box.early.isEmpty && socket.isSilent }
}
