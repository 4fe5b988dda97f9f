// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import TestSupport
import Testing

@testable import TURN

@Suite("The pool of relay ports")
struct PortPoolTests {
    /// Everything a client can do with ports, in an order nobody planned: at each step every port is in one state, and
    /// the pool, the table and the map of living ports agree.
    @Test("invariant: no port is lost or given twice, whatever happens", arguments: [1, 2, 3, 4] as [UInt64])
    func invariant(seed: UInt64) throws {
        let desk = RelayDesk { rules in
            rules.relayPorts = 50_001...50_040
            rules.limits.participant.allocations = 0
        }
        var dice = SeededGenerator(seed: seed)
        var tokens: [UInt64] = []
        let clients = (1...60).map { desk.client("203.0.113.7:\($0)", lifetime: .seconds(100_000)) }
        for step in 0..<3_000 {
            let client = clients[Int.random(in: 0..<60, using: &dice)]
            switch Int.random(in: 0..<10, using: &dice) {
            case 0...2: client.allocate()
            case 3: client.allocate { $0.write(EvenPort(reservesNext: false)) }
            case 4:
                if let token = client.allocate({ $0.write(EvenPort(reservesNext: true)) })?.token {
                    tokens.append(token)
                }
            case 5:
                let token = tokens.randomElement(using: &dice) ?? 1
                client.allocate { $0.write(ReservationToken(rawValue: token)) }
            case 6: client.allocate { $0.write(AdditionalAddressFamily(.ipv6)) }
            case 7: client.refresh(0)
            case 8: desk.foreignPorts = Set((0..<4).map { _ in UInt16.random(in: 50_001...50_040, using: &dice) })
            default: desk.expire(after: .seconds(Int64.random(in: 0...40, using: &dice)))
            }
            if step % 10 == 0 { try check(desk, clients) }
        }
        desk.expire(after: .seconds(4_000))
        try check(desk, clients)
        #expect(desk.ports.free == 40)
    }

    private func check(_ desk: RelayDesk, _ clients: [RelayGuest]) throws {
        let ports = desk.ports
        try #require(ports.taken + ports.kept + ports.free + ports.resting == 40)
        let held = clients.compactMap { $0.relayed()?.port }
        try #require(Set(held).count == held.count)
        try #require(ports.taken == held.count)
        let isFree = desk.office.withBooks { books in (50_001...50_040).map { books.poolIPv4.isFree($0) } }
        try #require(isFree.filter { $0 }.count == ports.free)
        for port in UInt16(50_001)...50_040 {
            try #require(desk.office.livePorts.contains(port, .ipv4) == held.contains(port))
            try #require((desk.table.allocation(relayPort: port, family: .ipv4) != nil) == held.contains(port))
        }
    }

    @Test("ports are spread over the range, not given in a row")
    func random() {
        var pool = PortPool(range: 49_152...65_535)
        let ports = (0..<200).compactMap { _ in pool.take(.any) }
        #expect(Set(ports).count == 200)
        #expect(ports.filter { $0 < 57_344 }.count > 50)
        #expect(ports.filter { $0 >= 57_344 }.count > 50)
    }

    @Test(
        "gives every port of a range that begins and ends anywhere",
        arguments: [
            UInt16(1)...UInt16(1), 63...64, 65_530...65_535, 50_001...50_130,
        ])
    func whole(range: ClosedRange<UInt16>) {
        var pool = PortPool(range: range)
        let ports = range.compactMap { _ in pool.take(.any) }
        #expect(Set(ports) == Set(range))
        let more = pool.take(.any)
        #expect(more == nil)
        #expect(pool.free == 0)
        for port in ports { pool.give(port) }
        #expect(pool.free == range.count)
    }
}
