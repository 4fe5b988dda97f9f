// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@testable import TURN

@Suite("Permissions (RFC 8656, sections 9 to 11)")
struct PermissionTests {
    let desk = RelayDesk()
    let client: RelayGuest

    init() {
        client = desk.client()
        client.allocate()
    }

    @Test("case 13: counts by address, not port, in both directions")
    func byAddress() {
        #expect(client.hear(from: "1.1.1.1:9") == .drop(.noPermission))
        #expect(client.say(to: "1.1.1.1:9") == .drop(.noPermission))
        #expect(client.permit("1.1.1.1:9")?.isSuccess == true)
        #expect(client.hear(from: "1.1.1.1:777") == .dataIndication)
        #expect(client.say(to: "1.1.1.1:777") == .kernel(TransportAddress("1.1.1.1:777")!))
        #expect(client.hear(from: "1.1.1.2:9") == .drop(.noPermission))
        #expect(client.say(to: "1.1.1.1:0") == .drop(.forbiddenPeer))
        #expect(desk.table.counters.drops.noPermission == 3)
        #expect(desk.table.counters.toPeers.packets == 1)
        #expect(desk.table.counters.toClients.bytes == 172)
    }

    @Test("case 13: ends after 300 seconds, and data does not refresh it")
    func ends() {
        client.permit("1.1.1.1")
        desk.expire(after: .seconds(299))
        #expect(client.hear(from: "1.1.1.1:9") == .dataIndication)
        #expect(client.say(to: "1.1.1.1:9") != .drop(.noPermission))
        desk.expire(after: .seconds(1))
        #expect(client.hear(from: "1.1.1.1:9") == .drop(.noPermission))
        #expect(client.say(to: "1.1.1.1:9") == .drop(.noPermission))
    }

    @Test("is refreshed by CreatePermission")
    func refreshed() {
        client.permit("1.1.1.1")
        desk.expire(after: .seconds(200))
        client.permit("1.1.1.1")
        desk.expire(after: .seconds(200))
        #expect(client.hear(from: "1.1.1.1:9") == .dataIndication)
        #expect(desk.office.withBooks { $0.holdings.permissions } == 1)
    }

    @Test("several addresses are permitted together, or none of them")
    func several() {
        #expect(client.permit("1.1.1.1", "8.8.8.8:5", "1.1.1.1:7")?.isSuccess == true)
        #expect(client.hear(from: "8.8.8.8:9") == .dataIndication)
        #expect(client.permit("9.9.9.9", "127.0.0.1")?.code == 403)
        #expect(client.hear(from: "9.9.9.9:9") == .drop(.noPermission))
        #expect(desk.office.withBooks { $0.holdings.permissions } == 2)
    }

    @Test("400 Bad Request: no XOR-PEER-ADDRESS, or one that cannot be read")
    func bad() {
        #expect(client.ask(.createPermission)?.code == 400)
        let answer = client.ask(.createPermission) { $0.write(RawAttribute(type: .xorPeerAddress, bytes: [0, 1, 2])) }
        #expect(answer?.code == 400)
    }

    @Test("443 Peer Address Family Mismatch: a peer of a family without relayed address")
    func family() {
        #expect(client.permit("2606:4700::1")?.code == 443)
        #expect(client.say(to: "[2606:4700::1]:9") == .drop(.noPermission))
    }

    @Test("508 Insufficient Capacity: too many for one allocation; those that have ended make room")
    func tooMany() {
        for number in 1...64 { #expect(client.permit("1.1.1.\(number)")?.isSuccess == true) }
        #expect(client.permit("1.1.2.1")?.code == 508)
        #expect(client.permit("1.1.1.64")?.isSuccess == true)
        #expect(desk.table.counters.quotaHits.permissions == 1)
        desk.expire(after: .seconds(300))
        #expect(client.permit("1.1.2.1")?.isSuccess == true)
        #expect(desk.office.withBooks { $0.holdings.permissions } == 1)
    }

    @Test("508 Insufficient Capacity: one message with more addresses than an allocation may hold")
    func tooManyAtOnce() {
        let answer = client.ask(.createPermission) { writer in
            for number in 0..<400 {
                writer.write(XORPeerAddress(TransportAddress(ip: IPAddress(v4: 0x0101_0000 + UInt32(number)), port: 1)))
            }
        }
        #expect(answer?.code == 508)
        #expect(desk.office.withBooks { $0.holdings.permissions } == 0)
    }

    @Test("case 3: what stands after MESSAGE-INTEGRITY is not there")
    func appended() throws {
        let request = client.bytes(.createPermission) { $0.write(XORPeerAddress(RelayGuest.address("1.1.1.1"))) }
        let forged = Forgery.append(
            RawAttribute(type: .xorPeerAddress, bytes: [0, 1, 0x21, 0x1b, 0x29, 0x1a, 0xac, 0x4a]), to: request)
        #expect(desk.receive(forged, from: client.tuple)?.isSuccess == true)
        #expect(client.hear(from: "1.1.1.1:9") == .dataIndication)
        #expect(client.hear(from: "8.8.8.8:9") == .drop(.noPermission))
        let refresh = client.bytes(.refresh) { $0.write(Lifetime(seconds: 1_200)) }
        let shortened = Forgery.append(RawAttribute(type: .lifetime, bytes: [0, 0, 0, 0]), to: refresh)
        #expect(desk.receive(shortened, from: client.tuple)?.lifetime == 1_200)
        let nothing = client.bytes(.createPermission)
        let filled = Forgery.append(
            RawAttribute(type: .xorPeerAddress, bytes: [0, 1, 0x21, 0x1b, 0x29, 0x1a, 0xac, 0x4a]), to: nothing)
        #expect(desk.receive(filled, from: client.tuple)?.code == 400)
    }

    @Test("what a peer's host says about a datagram is told only where there is a permission")
    func errors() throws {
        client.permit("1.1.1.1")
        let index = try #require(client.index)
        let (peer, other) = (IPAddress("1.1.1.1")!, IPAddress("1.1.1.2")!)
        #expect(desk.isPermitted(peer, for: index))
        #expect(!desk.isPermitted(other, for: index))
        desk.pass(.seconds(300))
        #expect(!desk.isPermitted(peer, for: index))
    }
}
