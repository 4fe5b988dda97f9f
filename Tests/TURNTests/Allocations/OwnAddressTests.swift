// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import STUN
import Testing

@testable import TURN

@Suite("Case 1: an address that this machine gets while the relay runs")
struct OwnAddressTests {
    static let gained = "1.1.1.1"
    let client: RelayGuest
    let desk = RelayDesk { rules in
        rules.policy.allowed = ["1.1.2.0/24"].compactMap { AddressRange($0) }
        rules.policy.listeningPorts = [3478]
    }

    init() {
        client = desk.client()
        client.allocate()
    }

    private func own(_ addresses: String...) {
        desk.table.adopt(ownAddresses: addresses.compactMap { IPAddress($0) }, at: desk.now.monotonic)
    }

    @Test("403 Forbidden from then on, by permission and by channel")
    func refused() {
        #expect(client.permit(Self.gained)?.isSuccess == true)
        own(Self.gained)
        #expect(client.permit(Self.gained)?.code == 403)
        #expect(client.bind(0x4000, Self.gained + ":3478")?.code == 403)
        #expect(client.permit("1.1.1.2")?.isSuccess == true)
    }

    @Test("what was permitted before ends, and nobody else's does")
    func ended() {
        client.bind(0x4000, Self.gained + ":3478")
        client.bind(0x4001, "1.1.1.2:3478")
        own(Self.gained)
        #expect(client.say(0x4000) == .drop(.noChannel))
        #expect(client.say(to: Self.gained + ":3478") == .drop(.noPermission))
        #expect(client.hear(from: Self.gained + ":3478") == .drop(.noPermission))
        #expect(client.say(0x4001) == .kernel(TransportAddress("1.1.1.2:3478")!))
    }

    @Test("at a listed address only the ports we listen on are closed")
    func listed() {
        client.bind(0x4000, "1.1.2.1:3478")
        client.bind(0x4001, "1.1.2.1:5000")
        own("1.1.2.1")
        #expect(client.say(0x4000) == .drop(.noChannel))
        #expect(client.say(to: "1.1.2.1:3478") == .drop(.forbiddenPeer))
        #expect(client.say(0x4001) == .kernel(TransportAddress("1.1.2.1:5000")!))
        #expect(client.bind(0x4002, "1.1.2.1:3479")?.isSuccess == true)
    }

    @Test("an address that goes again is a stranger's, and the bound one stays ours")
    func lost() {
        own(Self.gained)
        own()
        #expect(client.permit(Self.gained)?.isSuccess == true)
        #expect(desk.table.gate.verdict(on: IPAddress("192.0.2.10")!) == .ownRelay)
    }
}
