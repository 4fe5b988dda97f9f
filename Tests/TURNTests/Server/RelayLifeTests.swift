// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Logging
import NIOConcurrencyHelpers
import STUN
import Testing

@testable import TURN

/// How a relay's sockets begin and end.
@Suite struct RelayLifeTests {
    private static func isFree(_ address: TransportAddress) -> Bool {
        (try? UDPSocket.relaying(on: address))?.close() != nil
    }

    @Test("A refresh to nothing closes the relay socket, section 7.3")
    func released() async throws {
        let house = try RelayHouse()
        let guest = try house.guest()
        let relayed = try guest.allocate()
        #expect(!Self.isFree(relayed))
        try guest.refresh(seconds: 0)
        #expect(Self.isFree(relayed))
        await house.server.stop()
    }

    @Test("Revoking a participant closes theirs at once and nobody else's")
    func revoked() async throws {
        let house = try RelayHouse()
        let (anna, bert) = (try house.guest("anna"), try house.guest("bert"))
        let (annas, berts) = (try anna.allocate(), try bert.allocate())
        house.server.revoke(participant: "anna")
        try bert.fence()
        #expect(Self.isFree(annas))
        #expect(!Self.isFree(berts))
        #expect(throws: WireGuest.Failure.refused(401)) { try anna.refresh(seconds: 600) }
        #expect(throws: WireGuest.Failure.refused(401)) { _ = try house.guest("anna").allocate() }
        await house.server.stop()
    }

    @Test("Whoever was sent away before the start stays away")
    func revokedBefore() async throws {
        let house = try RelayHouse(revoked: ["anna"])
        #expect(throws: WireGuest.Failure.refused(401)) { _ = try house.guest("anna").allocate() }
        _ = try house.guest("bert").allocate()
        await house.server.stop()
    }

    @Test("An address that the machine gets is closed to peers, in every loop", arguments: [1, 2])
    func gained(threads: Int) async throws {
        let machine = NIOLockedValueBox<Set<IPAddress>?>([])
        let house = try RelayHouse(threads: threads, machine: { machine.withLockedValue { $0 } })
        let peer = try #require(TransportAddress("1.1.1.1:3478"))
        let guests = try (0..<4).map { try house.guest("guest\($0)") }
        for guest in guests {
            _ = try guest.allocate()
            try guest.permit(peer)
        }
        // What cannot be read changes nothing.
        for addresses in [nil, [peer.ip]] as [Set<IPAddress>?] {
            machine.withLockedValue { $0 = addresses }
            house.server.readAddresses()
        }
        for guest in guests {
            try guest.fence()
            #expect(throws: WireGuest.Failure.refused(403)) { try guest.permit(peer) }
        }
        await house.server.stop()
    }

    @Test("Stopping closes every socket", arguments: [1, 3])
    func stopped(threads: Int) async throws {
        let house = try RelayHouse(threads: threads)
        let relayed = try (0..<8).map { try house.guest("guest\($0)").allocate() }
        let listening = house.server.boundPorts.udp
        await house.server.stop()
        for address in relayed + listening { #expect(Self.isFree(address)) }
        #expect(house.server.counters.allocationsMade.udp == 8)
    }

    @Test("A relay that cannot have one of its ports has none of them")
    func taken() throws {
        let socket = try LoopbackSocket()
        var rules = RelayRules(secrets: ["secret"])
        rules.ipv4 = RelayInterface(bind: socket.address.ip)
        let free = TransportAddress(ip: socket.address.ip, port: 0)
        let server = try RelayServer(
            configuration: RelayServerConfiguration(rules: rules, udp: [free, socket.address]),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        #expect(throws: RelayServerError.self) { try server.start() }
        #expect(server.boundPorts == RelayPorts())
    }

    @Test("A relay port that another program holds is passed over")
    func portTaken() async throws {
        let other = try RelayHouse()
        let port = try other.guest().allocate().port
        let house = try RelayHouse { $0.relayPorts = port...port + 1 }
        #expect(try house.guest().allocate().port == port + 1)
        #expect(throws: WireGuest.Failure.refused(508)) { _ = try house.guest("bert").allocate() }
        await house.server.stop()
        await other.server.stop()
    }

    @Test("A hundred allocations end together, and their ports can be had again")
    func crowd() async throws {
        let house = try RelayHouse { $0.relayPorts = 30_100...30_199 }
        for _ in 0..<2 {
            let guests = try (0..<100).map { try house.guest("guest\($0)") }
            for guest in guests { _ = try guest.allocate() }
            #expect(throws: WireGuest.Failure.refused(508)) { _ = try house.guest("late").allocate() }
            for guest in guests { try guest.refresh(seconds: 0) }
        }
        await house.server.stop()
    }
}
