// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import STUN
import Testing

@testable import TURN

@Suite("A client of the relay", .timeLimit(.minutes(5)))
struct TURNClientTests {
    /// A relay on loopback that listens on all three transports.
    private func relay(_ certificate: ClientTestCertificate = .good) throws -> RelayServer {
        var rules = RelayRules(secrets: ["secret"])
        let loopback = try #require(IPAddress("127.0.0.1"))
        rules.ipv4 = RelayInterface(bind: loopback)
        rules.policy.allowed = [try #require(AddressRange("127.0.0.0/8"))]
        rules.relayPorts = 20_000...29_999
        let anywhere = TransportAddress(ip: loopback, port: 0)
        var configuration = RelayServerConfiguration(
            rules: rules, udp: [anywhere], tcp: [anywhere], tls: [anywhere], tlsContext: try certificate.server())
        // A busy machine may let a client wait long for its turn.
        configuration.streams.silence = .minutes(5)
        configuration.streams.withoutAllocation = .minutes(5)
        let server = try RelayServer(
            configuration: configuration,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try server.start()
        return server
    }

    private func uri(_ server: RelayServer, _ transport: ClientTransport, host: String = "127.0.0.1") -> TURNURI {
        let bound = server.boundPorts
        let address = transport == .udp ? bound.udp[0] : transport == .tcp ? bound.tcp[0] : bound.tls[0]
        return TURNURI(host: host, port: Int(address.port), transport: transport)
    }

    private func credential(secret: String = "secret", now: Int64 = 4_000_000_000) throws -> EphemeralCredential {
        try #require(EphemeralCredential.make(secret: secret, participant: "anna", lifetime: .seconds(600), now: now))
    }

    private func trusting() throws -> TURNClientConfiguration {
        var configuration = TURNClientConfiguration()
        configuration.patience = .minutes(1)
        configuration.tls.trustRoots = .certificates([
            try ClientTestCertificate.good.certificate(), try ClientTestCertificate.otherName.certificate(),
            try ClientTestCertificate.expired.certificate(),
        ])
        return configuration
    }

    @Test("two clients meet over each transport, by indication and by channel", arguments: ClientTransport.allCases)
    func meet(_ transport: ClientTransport) async throws {
        let server = try relay()
        let (uri, credential) = (uri(server, transport), try credential())
        let anna = try await TURNClient.connect(to: uri, credential: credential, configuration: trusting())
        let bert = try await TURNClient.connect(to: uri, credential: credential, configuration: trusting())
        let (here, there) = (try await anna.allocate(), try await bert.allocate())
        #expect(here.lifetime == 600 && here.mapped.ip == IPAddress("127.0.0.1"))
        #expect(try await anna.bind() == here.mapped)
        try await anna.permit([there.relayed.ip])
        try await bert.permit([here.relayed.ip])
        anna.send(ByteBuffer(string: "one"), to: there.relayed)
        let one = try #require(await bert.datagrams.first { _ in true })
        #expect(one == PeerDatagram(peer: here.relayed, payload: ByteBuffer(string: "one"), channel: nil))
        let number = try #require(ChannelNumber(rawValue: 0x4000))
        try await anna.bind(number, to: there.relayed)
        bert.send(ByteBuffer(string: "three"), to: here.relayed)
        let three = try #require(await anna.datagrams.first { _ in true })
        #expect(three == PeerDatagram(peer: there.relayed, payload: ByteBuffer(string: "three"), channel: number))
        #expect(try await anna.refresh(lifetime: 0) == 0)
        await #expect(throws: TURNClientError.response(.allocationMismatch, reason: "")) {
            try await anna.permit([there.relayed.ip])
        }
        await anna.close()
        await bert.close()
        await server.stop()
    }

    @Test("large datagrams and many pass a stream whole")
    func many() async throws {
        let server = try relay()
        let (uri, credential) = (uri(server, .tls), try credential())
        let anna = try await TURNClient.connect(to: uri, credential: credential, configuration: trusting())
        let bert = try await TURNClient.connect(to: uri, credential: credential, configuration: trusting())
        let (here, there) = (try await anna.allocate(), try await bert.allocate())
        try await bert.permit([here.relayed.ip])
        try await anna.bind(try #require(ChannelNumber(rawValue: 0x4000)), to: there.relayed)
        try await bert.bind(try #require(ChannelNumber(rawValue: 0x4001)), to: here.relayed)
        for length in 1...50 { anna.send(ByteBuffer(repeating: UInt8(length), count: length * 23), to: there.relayed) }
        var lengths: [Int] = []
        for await datagram in bert.datagrams {
            lengths.append(datagram.payload.readableBytes)
            if lengths.count == 50 { break }
        }
        #expect(lengths == (1...50).map { $0 * 23 })
        await server.stop()
    }

    @Test("a wrong secret and an expired credential are 401", arguments: ClientTransport.allCases)
    func unauthenticated(_ transport: ClientTransport) async throws {
        let server = try relay()
        for credential in [try credential(secret: "other"), try credential(now: 1)] {
            let client = try await TURNClient.connect(
                to: uri(server, transport), credential: credential, configuration: trusting())
            await #expect(throws: TURNClientError.response(.unauthenticated, reason: "")) {
                try await client.allocate()
            }
            await client.close()
        }
        await server.stop()
    }

    @Test("a private peer that is not listed is 403")
    func forbidden() async throws {
        let server = try relay()
        let client = try await TURNClient.connect(to: uri(server, .tcp), credential: credential())
        _ = try await client.allocate()
        await #expect(throws: TURNClientError.response(.forbidden, reason: "")) {
            try await client.permit([try #require(IPAddress("10.0.0.1"))])
        }
        await server.stop()
    }

    @Test("a port where nobody listens refuses", arguments: ClientTransport.allCases)
    func refused(_ transport: ClientTransport) async throws {
        let server = try relay()
        let uri = uri(server, transport)
        await server.stop()
        await #expect(throws: TURNClientError.refused) {
            let client = try await TURNClient.connect(to: uri, credential: credential(), configuration: trusting())
            _ = try await client.allocate()
        }
    }

    @Test("a socket that says nothing is told as unanswered")
    func unanswered() async throws {
        let mute = try LoopbackSocket("127.0.0.1")
        var configuration = TURNClientConfiguration()
        configuration.patience = .milliseconds(100)
        configuration.retransmission = .milliseconds(30)
        let client = try await TURNClient.connect(
            to: TURNURI(host: "127.0.0.1", port: Int(mute.address.port), transport: .udp), credential: nil,
            configuration: configuration)
        await #expect(throws: TURNClientError.unanswered) { try await client.bind() }
        await client.close()
        withExtendedLifetime(mute) {}
    }

    @Test("a name that nobody has")
    func unknownHost() async throws {
        await #expect(throws: TURNClientError.unknownHost) {
            try await TURNClient.connect(
                to: TURNURI(host: "nobody.invalid", port: 3478, transport: .udp), credential: nil)
        }
    }

    @Test(
        "certificates: expired, of another name, not trusted",
        arguments: [
            (ClientTestCertificate.expired, CertificateFault.expired(at: 1_609_459_200)), (.otherName, .otherName),
        ])
    func certificates(_ certificate: ClientTestCertificate, _ fault: CertificateFault) async throws {
        let server = try relay(certificate)
        await #expect(throws: TURNClientError.certificate(fault)) {
            try await TURNClient.connect(
                to: uri(server, .tls, host: "localhost"), credential: nil, configuration: trusting())
        }
        await #expect(throws: TURNClientError.self) {
            try await TURNClient.connect(to: uri(server, .tls), credential: nil)
        }
        await server.stop()
    }

    @Test("a certificate made by itself is not trusted")
    func untrusted() async throws {
        let server = try relay()
        await #expect(throws: TURNClientError.certificate(.untrusted)) {
            try await TURNClient.connect(to: uri(server, .tls), credential: nil)
        }
        await server.stop()
    }
}
