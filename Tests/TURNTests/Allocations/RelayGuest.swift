// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

@testable import TURN

/// A client as RFC 8489 and RFC 8656 write it, one message at a time.
final class RelayGuest {
    let desk: RelayDesk
    var tuple: FiveTuple
    var credential: EphemeralCredential
    var nonce: [UInt8] = []
    var form = IntegrityForm.sha1
    var algorithm = PasswordAlgorithm.md5
    /// What it answers the offer of algorithms with; nil does not answer.
    var offered: PasswordAlgorithms?
    var usesHash = false
    private(set) var lastRequest: [UInt8] = []

    init(
        _ desk: RelayDesk, _ address: TransportAddress, _ transport: ClientTransport, _ credential: EphemeralCredential
    ) {
        self.desk = desk
        self.credential = credential
        let server = IPAddress("198.51.100.1")!
        tuple = FiveTuple(
            client: address, server: TransportAddress(ip: server, port: 3478), transport: transport,
            stream: transport.isStream ? UInt32(address.port) : 0)
    }

    var key: LongTermKey {
        LongTermKey(
            username: credential.username, realm: "visavis", password: credential.password, algorithm: algorithm)
    }

    /// The bytes of a request.
    func bytes(
        _ method: STUNMethod, id: TransactionID = .random(), signed: Bool = true, fingerprint: Bool = false,
        _ body: (inout STUNMessageWriter) -> Void = { _ in }
    ) -> [UInt8] {
        var buffer = ByteBuffer()
        var writer = STUNMessageWriter(.request, method, id, into: &buffer)
        body(&writer)
        if signed { writeCredential(&writer) }
        if signed {
            writer.finish(integrity: form, key: key, fingerprint: fingerprint, into: &buffer)
        } else {
            writer.finish(fingerprint: fingerprint, into: &buffer)
        }
        return Array(buffer.readableBytesView)
    }

    private func writeCredential(_ writer: inout STUNMessageWriter) {
        if usesHash {
            writer.write(UserHash(username: credential.username, realm: "visavis"))
        } else {
            try? writer.write(Username.self, credential.username)
        }
        try? writer.write(Realm.self, "visavis")
        nonce.withUnsafeBytes { writer.write(Nonce(bytes: $0)) }
        if let offered {
            writer.write(offered)
            writer.write(PasswordAlgorithmAttribute(algorithm))
        }
    }

    /// Sends a request once, with what it knows.
    func send(
        _ method: STUNMethod, id: TransactionID = .random(), signed: Bool = true, fingerprint: Bool = false,
        _ body: (inout STUNMessageWriter) -> Void = { _ in }
    ) -> RelayAnswer? {
        lastRequest = bytes(method, id: id, signed: signed, fingerprint: fingerprint, body)
        return desk.receive(lastRequest, from: tuple)
    }

    /// Sends a request, and once more when it is challenged.
    func ask(_ method: STUNMethod, _ body: (inout STUNMessageWriter) -> Void = { _ in }) -> RelayAnswer? {
        if nonce.isEmpty { nonce = send(method, signed: false, body)?.nonce ?? [] }
        let answer = send(method, body)
        guard answer?.code == 438, let fresh = answer?.nonce else { return answer }
        nonce = fresh
        return send(method, body)
    }

    @discardableResult
    func allocate(_ body: (inout STUNMessageWriter) -> Void = { _ in }) -> RelayAnswer? {
        ask(.allocate) { writer in
            writer.write(RequestedTransport.udp)
            body(&writer)
        }
    }

    @discardableResult
    func refresh(_ seconds: UInt32? = nil) -> RelayAnswer? {
        ask(.refresh) { writer in if let seconds { writer.write(Lifetime(seconds: seconds)) } }
    }

    @discardableResult
    func permit(_ peers: String...) -> RelayAnswer? {
        ask(.createPermission) { writer in
            for peer in peers { writer.write(XORPeerAddress(Self.address(peer))) }
        }
    }

    @discardableResult
    func bind(_ number: UInt16, _ peer: String) -> RelayAnswer? {
        ask(.channelBind) { writer in
            writer.write(RawAttribute(type: .channelNumber, bytes: [UInt8(number >> 8), UInt8(number & 255), 0, 0]))
            writer.write(XORPeerAddress(Self.address(peer)))
        }
    }

    var index: AllocationIndex? { desk.table.allocation(for: tuple) }

    /// The relayed address, as peers see it.
    func relayed(_ family: AddressFamily = .ipv4) -> TransportAddress? {
        index.flatMap { desk.table.relayedAddress(of: $0, family) }
    }

    func say(_ channel: UInt16, bytes: Int = 172, segments: Int = 1) -> PeerRoute {
        guard let index else { return .drop(.noAllocation) }
        return desk.table.routeToPeer(
            index, channel: channel, bytes: bytes, segments: segments, at: desk.now.monotonic)
    }

    func say(to peer: String, bytes: Int = 172) -> PeerRoute {
        guard let index else { return .drop(.noAllocation) }
        return desk.table.routeToPeer(
            index, peer: Self.address(peer), bytes: bytes, segments: 1, at: desk.now.monotonic)
    }

    func hear(from peer: String, bytes: Int = 172) -> ClientFraming {
        guard let index else { return .drop(.noAllocation) }
        return desk.table.routeToClient(
            index, from: desk.table.asSeen(Self.address(peer)), bytes: bytes, segments: 1, at: desk.now.monotonic)
    }

    /// An address with a port, or alone with port 9.
    static func address(_ text: String) -> TransportAddress {
        TransportAddress(text) ?? TransportAddress(ip: IPAddress(text)!, port: 9)
    }
}
