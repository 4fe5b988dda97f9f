// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@testable import TURN

@Suite("Channels (RFC 8656, section 12)")
struct ChannelTests {
    let desk = RelayDesk()
    let client: RelayGuest

    init() {
        client = desk.client()
        client.allocate()
    }

    @Test("a channel carries data both ways, and permits its peer's address")
    func carries() {
        #expect(client.bind(0x4000, "1.1.1.1:9")?.isSuccess == true)
        #expect(client.say(0x4000) == .kernel(TransportAddress("1.1.1.1:9")!))
        #expect(client.hear(from: "1.1.1.1:9") == .channel(0x4000))
        #expect(client.hear(from: "1.1.1.1:10") == .dataIndication)
        #expect(client.bind(0x4fff, "1.1.1.1:10")?.isSuccess == true)
        #expect(client.hear(from: "1.1.1.1:10") == .channel(0x4fff))
    }

    @Test(
        "case 12: 400 Bad Request for a number out of 0x4000 to 0x4FFF",
        arguments: [
            0x0000, 0x3fff, 0x5000, 0x7fff, 0xffff,
        ] as [UInt16])
    func range(number: UInt16) {
        #expect(client.bind(number, "1.1.1.1:9")?.code == 400)
    }

    @Test("case 12: 400 Bad Request for a number bound to another peer, or a peer bound to another number")
    func conflicts() {
        client.bind(0x4000, "1.1.1.1:9")
        #expect(client.bind(0x4000, "1.1.1.1:10")?.code == 400)
        #expect(client.bind(0x4001, "1.1.1.1:9")?.code == 400)
        client.bind(0x4001, "1.1.1.2:9")
        #expect(client.bind(0x4000, "1.1.1.2:9")?.code == 400)
        #expect(client.bind(0x4000, "1.1.1.1:9")?.isSuccess == true)
        #expect(desk.office.withBooks { $0.holdings.channels } == 2)
    }

    @Test("case 12: data on a channel that is not bound is dropped")
    func unbound() {
        #expect(client.say(0x4000) == .drop(.noChannel))
        #expect(desk.table.counters.drops.noChannel == 1)
    }

    @Test("400 Bad Request: CHANNEL-NUMBER or XOR-PEER-ADDRESS missing")
    func missing() {
        #expect(client.ask(.channelBind)?.code == 400)
        #expect(client.ask(.channelBind) { $0.write(XORPeerAddress(RelayGuest.address("1.1.1.1:9"))) }?.code == 400)
        #expect(
            client.ask(.channelBind) { $0.write(ChannelNumberAttribute(ChannelNumber(rawValue: 0x4000)!)) }?.code == 400
        )
    }

    @Test("of two XOR-PEER-ADDRESS the first counts")
    func twoPeers() {
        let answer = client.ask(.channelBind) { writer in
            writer.write(ChannelNumberAttribute(ChannelNumber(rawValue: 0x4000)!))
            writer.write(XORPeerAddress(RelayGuest.address("1.1.1.1:9")))
            writer.write(XORPeerAddress(RelayGuest.address("127.0.0.1:9")))
        }
        #expect(answer?.isSuccess == true)
        #expect(client.say(0x4000) == .kernel(TransportAddress("1.1.1.1:9")!))
    }

    @Test("443 Peer Address Family Mismatch and 403 Forbidden, as for CreatePermission")
    func refusals() {
        #expect(client.bind(0x4000, "[2606:4700::1]:9")?.code == 443)
        #expect(client.bind(0x4000, "127.0.0.1:9")?.code == 403)
        #expect(client.bind(0x4000, "1.1.1.1:0")?.code == 403)
        #expect(desk.office.withBooks { $0.holdings } == Holdings(allocations: 1, permissions: 0, channels: 0))
    }

    @Test("case 13: ends after 600 seconds; its permission after 300, unless it is refreshed")
    func ends() {
        client.bind(0x4000, "1.1.1.1:9")
        client.refresh(3_600)
        desk.expire(after: .seconds(299))
        #expect(client.say(0x4000) != .drop(.noPermission))
        desk.expire(after: .seconds(1))
        #expect(client.say(0x4000) == .drop(.noPermission))
        #expect(client.hear(from: "1.1.1.1:9") == .drop(.noPermission))
        client.permit("1.1.1.1")
        desk.expire(after: .seconds(299))
        #expect(client.say(0x4000) == .kernel(TransportAddress("1.1.1.1:9")!))
        desk.expire(after: .seconds(1))
        client.permit("1.1.1.1")
        #expect(client.say(0x4000) == .drop(.noChannel))
        #expect(client.hear(from: "1.1.1.1:9") == .dataIndication)
    }

    @Test("a number and a peer stay together for five minutes after the end")
    func guardTime() {
        client.refresh(3_600)
        client.bind(0x4000, "1.1.1.1:9")
        desk.expire(after: .seconds(601))
        #expect(client.bind(0x4000, "1.1.1.2:9")?.code == 400)
        #expect(client.bind(0x4001, "1.1.1.1:9")?.code == 400)
        desk.expire(after: .seconds(298))
        #expect(client.bind(0x4000, "1.1.1.2:9")?.code == 400)
        desk.expire(after: .seconds(1))
        #expect(client.bind(0x4000, "1.1.1.2:9")?.isSuccess == true)
        #expect(client.say(0x4000) == .kernel(TransportAddress("1.1.1.2:9")!))
    }

    @Test("the same pair can be bound again within the guard time")
    func rebind() {
        client.refresh(3_600)
        client.bind(0x4000, "1.1.1.1:9")
        desk.expire(after: .seconds(700))
        #expect(client.say(0x4000) == .drop(.noChannel))
        #expect(client.bind(0x4000, "1.1.1.1:9")?.isSuccess == true)
        #expect(client.say(0x4000) == .kernel(TransportAddress("1.1.1.1:9")!))
    }

    @Test("508 Insufficient Capacity: too many channels of one allocation")
    func tooMany() {
        for number in 0..<32 {
            #expect(client.bind(0x4000 + UInt16(number), "1.1.1.1:\(number + 1)")?.isSuccess == true)
        }
        #expect(client.bind(0x4100, "1.1.1.1:99")?.code == 508)
        #expect(desk.table.counters.quotaHits.channels == 1)
    }
}
