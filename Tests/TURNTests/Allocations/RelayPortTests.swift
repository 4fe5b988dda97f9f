// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@testable import TURN

@Suite("Relayed ports")
struct RelayPortTests {
    @Test("EVEN-PORT gives an even port")
    func even() throws {
        let desk = RelayDesk()
        for number in 1...20 {
            let answer = desk.client("203.0.113.7:\(number)").allocate { $0.write(EvenPort(reservesNext: false)) }
            #expect(try #require(answer?.relayed.first).port.isMultiple(of: 2))
            #expect(answer?.token == nil)
        }
        #expect(desk.ports.taken == 20)
        #expect(desk.ports.kept == 0)
    }

    @Test("EVEN-PORT with R keeps the next port for 30 seconds, and the token gives it")
    func reservation() throws {
        let desk = RelayDesk()
        let answer = desk.client("203.0.113.7:1").allocate { $0.write(EvenPort(reservesNext: true)) }
        let port = try #require(answer?.relayed.first).port
        let token = try #require(answer?.token)
        #expect(desk.ports.kept == 1)
        desk.expire(after: .seconds(29))
        let second = desk.client("203.0.113.7:2").allocate { $0.write(ReservationToken(rawValue: token)) }
        #expect(second?.relayed.first?.port == port + 1)
        #expect(desk.ports.taken == 2)
        #expect(desk.ports.kept == 0)
        #expect(desk.client("203.0.113.7:3").allocate { $0.write(ReservationToken(rawValue: token)) }?.code == 508)
    }

    @Test("508 Insufficient Capacity: a token after 30 seconds, whose port is free again, or an invented one")
    func expiredReservation() throws {
        let desk = RelayDesk()
        let token = try #require(
            desk.client("203.0.113.7:1").allocate { $0.write(EvenPort(reservesNext: true)) }?.token)
        desk.expire(after: .seconds(30))
        #expect(desk.ports.kept == 0)
        #expect(desk.client("203.0.113.7:2").allocate { $0.write(ReservationToken(rawValue: token)) }?.code == 508)
        #expect(desk.client("203.0.113.7:3").allocate { $0.write(ReservationToken(rawValue: 77)) }?.code == 508)
    }

    @Test("508 Insufficient Capacity: no even pair is left, though single ports are")
    func noPair() {
        let desk = RelayDesk { $0.relayPorts = 50_001...50_003 }
        #expect(desk.client("203.0.113.7:1").allocate { $0.write(EvenPort(reservesNext: true)) }?.isSuccess == true)
        let second = desk.client("203.0.113.7:2")
        #expect(second.allocate { $0.write(EvenPort(reservesNext: false)) }?.code == 508)
        #expect(second.allocate()?.relayed.first?.port == 50_001)
    }

    @Test("508 Insufficient Capacity: ports exhausted; one given back can be had again")
    func exhausted() throws {
        let desk = RelayDesk {
            $0.relayPorts = 50_000...50_003
            $0.limits.participant.allocations = 0
        }
        let clients = (1...5).map { desk.client("203.0.113.7:\($0)") }
        #expect(clients.map { $0.allocate()?.code } == [nil, nil, nil, nil, 508])
        #expect(desk.table.counters.quotaHits.ports == 1)
        #expect(Set(clients[..<4].compactMap { $0.relayed()?.port }) == [50_000, 50_001, 50_002, 50_003])
        clients[2].refresh(0)
        #expect(clients[4].allocate()?.isSuccess == true)
        #expect(desk.ports.free == 0)
    }

    @Test("a port that another program has is left alone for a minute, and another one is tried")
    func foreignPort() {
        let desk = RelayDesk { $0.relayPorts = 50_000...50_001 }
        desk.foreignPorts = [50_000]
        let client = desk.client("203.0.113.7:1")
        #expect(client.allocate()?.relayed.first?.port == 50_001)
        #expect(desk.client("203.0.113.7:2").allocate()?.code == 508)
        #expect(desk.ports.taken == 1)
        desk.foreignPorts = []
        desk.expire(after: .seconds(61))
        #expect(desk.client("203.0.113.7:3").allocate()?.relayed.first?.port == 50_000)
    }

    @Test("508 Insufficient Capacity: no descriptor is left, and nothing stays taken")
    func noDescriptor() {
        let desk = RelayDesk()
        desk.isOutOfDescriptors = true
        let client = desk.client()
        let answer = client.allocate { $0.write(AdditionalAddressFamily(.ipv6)) }
        #expect(answer?.code == 508)
        #expect(answer?.isSigned(client.key, .sha1) == true)
        #expect(desk.table.count == 0)
        #expect(desk.ports.free == 16_384)
        #expect(desk.office.allocations == 0)
        desk.isOutOfDescriptors = false
        #expect(client.allocate()?.isSuccess == true)
    }

    @Test("an even pair that cannot be opened is given back whole")
    func foreignPair() throws {
        let desk = RelayDesk { $0.relayPorts = 50_000...50_003 }
        desk.foreignPorts = [50_000]
        let answer = desk.client().allocate { $0.write(EvenPort(reservesNext: true)) }
        #expect(answer?.relayed.first?.port == 50_002)
        #expect(desk.ports.taken == 1)
        #expect(desk.ports.kept == 1)
        desk.expire(after: .seconds(61))
        #expect(desk.ports.free == 3)
    }
}
