// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@testable import TURN

/// A TURN client over UDP, that asks and waits.
final class RelayGuest {
    enum Failure: Error, Equatable { case refused(UInt16) }

    let socket: LoopbackSocket
    let server: TransportAddress
    private let credential: EphemeralCredential
    private var realm = ""
    private var nonce = ""

    init(_ participant: String, ip: String, server: TransportAddress) throws {
        socket = try LoopbackSocket(ip)
        self.server = server
        credential = try #require(
            EphemeralCredential.make(
                secret: RelayHouse.secret, participant: participant, lifetime: .seconds(600),
                now: Moment.now().unixSeconds))
    }

    /// The relayed address.
    func allocate(_ family: AddressFamily? = nil) throws -> TransportAddress {
        let answer = try ask(.allocate) { writer in
            writer.write(RequestedTransport.udp)
            if let family { writer.write(RequestedAddressFamily(family)) }
        }
        return try answer.withUnsafeBytes { bytes in
            let message = try STUNMessage(reading: bytes)
            return try #require(try message.attribute(XORRelayedAddress.self)).address
        }
    }

    func permit(_ peer: TransportAddress) throws {
        _ = try ask(.createPermission) { $0.write(XORPeerAddress(peer)) }
    }

    func bind(_ channel: UInt16, to peer: TransportAddress) throws {
        let number = try #require(ChannelNumber(rawValue: channel))
        _ = try ask(.channelBind) { writer in
            writer.write(ChannelNumberAttribute(number))
            writer.write(XORPeerAddress(peer))
        }
    }

    func refresh(seconds: UInt32) throws {
        _ = try ask(.refresh) { $0.write(Lifetime(seconds: seconds)) }
    }

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

    /// An exchange that shows that everything before it was served: nothing more will come of it.
    func fence() throws {
        _ = try exchange(.binding) { writer, buffer in writer.finish(into: &buffer) }
    }

    /// The bytes of the success response. Answers a challenge.
    func ask(_ method: STUNMethod, _ fill: (inout STUNMessageWriter) throws -> Void) throws -> [UInt8] {
        var refusal: UInt16 = 0
        for _ in 0..<2 {
            let answer = try exchange(method) { writer, buffer in
                var writer = writer
                try fill(&writer)
                guard !realm.isEmpty else { return writer.finish(into: &buffer) }
                try writer.write(Username.self, credential.username)
                try writer.write(Realm.self, realm)
                try writer.write(Nonce.self, nonce)
                let key = LongTermKey(username: credential.username, realm: realm, password: credential.password)
                writer.finish(integrity: .sha1, key: key, fingerprint: true, into: &buffer)
            }
            refusal = try answer.withUnsafeBytes { try learn(STUNMessage(reading: $0)) }
            if refusal == 0 { return answer }
            if refusal != 401, refusal != 438 { break }
        }
        throw Failure.refused(refusal)
    }

    private func learn(_ answer: STUNMessage) throws -> UInt16 {
        guard answer.messageClass == .errorResponse else { return 0 }
        if let text = try answer.attribute(Realm.self)?.text { realm = text }
        if let text = try answer.attribute(Nonce.self)?.text { nonce = text }
        return try #require(try answer.attribute(ErrorCodeAttribute.self)).code.rawValue
    }

    private func exchange(
        _ method: STUNMethod, _ finish: (consuming STUNMessageWriter, inout ByteBuffer) throws -> Void
    ) throws -> [UInt8] {
        var buffer = ByteBuffer()
        let transaction = TransactionID.random()
        try finish(STUNMessageWriter(.request, method, transaction, into: &buffer), &buffer)
        try socket.send(Array(buffer.readableBytesView), to: server)
        while true {
            let bytes = try socket.receive().bytes
            let isAnswer = bytes.withUnsafeBytes { bytes in
                (try? STUNMessage(reading: bytes)).map { $0.transactionID == transaction } ?? false
            }
            if isAnswer { return bytes }
            early.append(bytes)
        }
    }

    /// Data that came while an answer was awaited.
    private var early: [[UInt8]] = []

    func receive() throws -> [UInt8] {
        early.isEmpty ? try socket.receive().bytes : early.removeFirst()
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

    var hasNothing: Bool { early.isEmpty && socket.isSilent }
}
