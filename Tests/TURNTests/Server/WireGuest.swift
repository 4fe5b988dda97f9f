// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@testable import TURN

/// The requests of a TURN client, whatever carries them.
final class WireGuest {
    enum Failure: Error, Equatable { case refused(UInt16) }

    private let credential: EphemeralCredential
    /// Sends a request and waits for its answer.
    private let exchange: ([UInt8]) throws -> [UInt8]
    private var realm = ""
    private var nonce = ""

    init(participant: String, exchange: @escaping ([UInt8]) throws -> [UInt8]) {
        let expiry = Moment.now().unixSeconds + 600
        credential = EphemeralCredential(username: "\(expiry):\(participant)", secret: RelayHouse.secret)
        self.exchange = exchange
    }

    /// The relayed address.
    ///
    /// - Parameter additional: a second relayed address of this family is asked for (RFC 8656 section 7.1).
    func allocate(_ family: AddressFamily? = nil, additional: AddressFamily? = nil) throws -> TransportAddress {
        let answer = try ask(.allocate) { writer in
            writer.write(RequestedTransport.udp)
            if let family { writer.write(RequestedAddressFamily(family)) }
            if let additional { writer.write(AdditionalAddressFamily(additional)) }
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

    func refresh(seconds: UInt32, _ family: AddressFamily? = nil) throws {
        _ = try ask(.refresh) { writer in
            writer.write(Lifetime(seconds: seconds))
            if let family { writer.write(RequestedAddressFamily(family)) }
        }
    }

    /// An exchange that shows that everything before it was served: nothing more will come of it.
    func fence() throws {
        _ = try request(.binding) { writer, buffer in writer.finish(into: &buffer) }
    }

    /// The bytes of the success response. Answers a challenge.
    func ask(_ method: STUNMethod, _ fill: (inout STUNMessageWriter) throws -> Void) throws -> [UInt8] {
        var refusal: UInt16 = 0
        for _ in 0..<2 {
            let answer = try request(method) { writer, buffer in
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

    private func request(
        _ method: STUNMethod, _ finish: (consuming STUNMessageWriter, inout ByteBuffer) throws -> Void
    ) throws -> [UInt8] {
        var buffer = ByteBuffer()
        try finish(STUNMessageWriter(.request, method, .random(), into: &buffer), &buffer)
        return try exchange(Array(buffer.readableBytesView))
    }
}
