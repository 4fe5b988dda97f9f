// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@testable import TURN

@Suite("From one allocation to another")
struct ShortcutTests {
    let desk = RelayDesk()
    let anna: RelayGuest
    let bela: RelayGuest

    init() {
        anna = desk.client("203.0.113.7:1", participant: "anna")
        bela = desk.client("203.0.113.8:1", participant: "bela")
        anna.allocate()
        bela.allocate()
    }

    private var annaRelayed: String { anna.relayed()?.description ?? "" }
    private var belaRelayed: String { bela.relayed()?.description ?? "" }

    @Test("data is handed over in memory when both permit each other")
    func handedOver() throws {
        anna.bind(0x4000, belaRelayed)
        #expect(anna.say(0x4000) == .drop(.noPermission))
        bela.permit(annaRelayed)
        let index = try #require(bela.index)
        #expect(anna.say(0x4000) == .local(index, .dataIndication))
        bela.bind(0x4fff, annaRelayed)
        #expect(anna.say(0x4000, bytes: 9_600, segments: 8) == .local(index, .channel(0x4fff)))
        #expect(anna.say(to: belaRelayed) == .local(index, .channel(0x4fff)))
        #expect(desk.table.counters.shortcut.packets == 10)
        #expect(desk.table.counters.toClients.packets == 10)
        #expect(desk.table.counters.toPeers.bytes == 9_600 + 2 * 172)
        #expect(desk.table.counters.drops.noPermission == 1)
    }

    @Test("both permissions are needed all the time")
    func bothPermissions() throws {
        anna.bind(0x4000, belaRelayed)
        bela.bind(0x4001, annaRelayed)
        desk.expire(after: .seconds(200))
        anna.permit(belaRelayed)
        desk.expire(after: .seconds(100))
        #expect(anna.say(0x4000) == .drop(.noPermission))
        #expect(bela.say(0x4001) == .drop(.noPermission))
        bela.permit(annaRelayed)
        #expect(try anna.say(0x4000) == .local(#require(bela.index), .channel(0x4001)))
        #expect(try bela.say(0x4001) == .local(#require(anna.index), .channel(0x4000)))
    }

    @Test("a relay port without allocation is out of reach, whoever has it now")
    func goneAway() {
        let address = belaRelayed
        anna.bind(0x4000, address)
        bela.refresh(0)
        #expect(anna.say(0x4000) == .drop(.forbiddenPeer))
        #expect(anna.say(to: address) == .drop(.forbiddenPeer))
    }

    @Test("an allocation of another loop is reached through the kernel, at the address its socket is bound to")
    func otherLoop() throws {
        let first = RelayDesk { rules in
            rules.ipv4 = RelayInterface(bind: IPAddress("10.0.0.5")!, advertised: IPAddress("192.0.2.10")!)
        }
        let second = RelayDesk(office: first.office)
        let anna = first.client("203.0.113.7:1")
        let bela = second.client("203.0.113.8:1")
        anna.allocate()
        bela.allocate()
        let (one, two) = (try #require(anna.relayed()), try #require(bela.relayed()))
        #expect(anna.bind(0x4000, "\(two)")?.isSuccess == true)
        #expect(bela.bind(0x4001, "\(one)")?.isSuccess == true)
        #expect(anna.say(0x4000) == .kernel(TransportAddress(ip: IPAddress("10.0.0.5")!, port: two.port)))
        #expect(bela.hear(from: "10.0.0.5:\(one.port)") == .channel(0x4001))
        #expect(anna.permit("10.0.0.5")?.code == 403)
        bela.refresh(0)
        #expect(anna.say(0x4000) == .drop(.forbiddenPeer))
    }

    @Test("of two relayed addresses the one of the peer's family is the source")
    func families() throws {
        let both = desk.client("203.0.113.9:1", participant: "carl")
        both.allocate { $0.write(AdditionalAddressFamily(.ipv6)) }
        let six = desk.client("203.0.113.10:1", participant: "dora")
        six.allocate { $0.write(RequestedAddressFamily(.ipv6)) }
        both.bind(0x4000, "\(try #require(six.relayed(.ipv6)))")
        six.bind(0x4002, "\(try #require(both.relayed(.ipv6)))")
        #expect(try both.say(0x4000) == .local(#require(six.index), .channel(0x4002)))
        both.bind(0x4001, belaRelayed)
        bela.bind(0x4003, "\(try #require(both.relayed(.ipv4)))")
        #expect(try both.say(0x4001) == .local(#require(bela.index), .channel(0x4003)))
    }
}
