// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import Logging
import NIOCore
import STUN
import Testing

@testable import TURN

@Suite("The relay tried as its clients would", .timeLimit(.minutes(5)))
struct RelayProbeTests {
    /// Another one than that which this machine's sockets speak from.
    private let relayIP = IPAddress(v4: 0x7f00_0002)

    private func relay(_ change: (inout RelayRules) -> Void = { _ in }) throws -> RelayServer {
        var rules = RelayRules(secrets: ["secret"])
        let loopback = IPAddress(v4: 0x7f00_0001)
        rules.ipv4 = RelayInterface(bind: relayIP)
        rules.policy.allowed = [try #require(AddressRange("127.0.0.0/8"))]
        rules.relayPorts = 20_000...29_999
        change(&rules)
        let anywhere = TransportAddress(ip: loopback, port: 0)
        var configuration = RelayServerConfiguration(rules: rules, udp: [anywhere], tcp: [anywhere])
        // A busy machine may let a client wait long for its turn.
        configuration.streams.silence = .minutes(5)
        configuration.streams.withoutAllocation = .minutes(5)
        let server = try RelayServer(
            configuration: configuration,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try server.start()
        return server
    }

    private func probe(
        _ server: RelayServer, _ transport: ClientTransport, secret: String = "secret",
        patience: TimeAmount = .minutes(1)
    ) throws -> RelayProbe {
        let ports = server.boundPorts
        let port = Int(transport == .udp ? ports.udp[0].port : ports.tcp[0].port)
        var configuration = TURNClientConfiguration()
        configuration.patience = patience
        return RelayProbe(
            TURNURI(host: "127.0.0.1", port: port, transport: transport),
            credential: try #require(
                EphemeralCredential.make(
                    secret: secret, participant: "doctor", lifetime: .seconds(60), now: 4_000_000_000)),
            configuration: configuration)
    }

    @Test("relay to relay and from outside, over UDP and TCP", arguments: [ClientTransport.udp, .tcp])
    func works(_ transport: ClientTransport) async throws {
        let server = try relay()
        let report = try await probe(server, transport).run()
        #expect(report.outside == .reached)
        #expect(report.allocation.relayed.ip == relayIP)
        #expect(report.roundTrip > .zero)
        #expect(server.counters.refusals.byCode.allSatisfy { $0.code == 401 || $0.count == 0 })
        await server.stop()
    }

    @Test(
        "where this machine may not be a peer, or is the relay's, the way from outside is not judged",
        arguments: [false, true])
    func notAllowed(isSame: Bool) async throws {
        let server = try relay {
            if isSame { $0.ipv4 = RelayInterface(bind: IPAddress(v4: 0x7f00_0001)) } else { $0.policy.allowed = [] }
        }
        #expect(try await probe(server, .udp).run().outside == .notAllowed)
        await server.stop()
    }

    @Test("an address that is told and is not the relay's is found out from outside")
    func wrongAddress() async throws {
        let server = try relay {
            $0.ipv4 = RelayInterface(bind: relayIP, advertised: IPAddress(v4: 0x7f00_0063))
        }
        #expect(try await probe(server, .tcp, patience: .seconds(3)).run().outside == .unreached)
        await server.stop()
    }

    @Test("a wrong secret fails at the allocation")
    func wrongSecret() async throws {
        let server = try relay()
        await #expect(
            throws: RelayProbeFailure(hop: .allocation, cause: .response(.unauthenticated, reason: ""))
        ) {
            try await probe(server, .udp, secret: "other").run()
        }
        await server.stop()
    }
}
