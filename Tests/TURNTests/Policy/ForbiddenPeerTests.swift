// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import STUN
import Testing

@testable import TURN

@Suite("403 Forbidden (RFC 8656, sections 10.2 and 12.2)")
struct ForbiddenPeerTests {
    @Test("cases 1 and 2: every method refuses every form, and nothing is sent there", arguments: PeerGateTests.refused)
    func everyMethod(address: String) throws {
        let desk = RelayDesk()
        let client = desk.client()
        client.allocate { $0.write(AdditionalAddressFamily(.ipv6)) }
        #expect(client.permit(address)?.code == 403)
        let peer = TransportAddress(ip: try #require(IPAddress(address)), port: 7_000)
        #expect(client.bind(0x4000, "\(peer)")?.code == 403)
        #expect(client.say(to: "\(peer)") == .drop(.noPermission))
        #expect(client.hear(from: "\(peer)") == .drop(.noPermission))
    }

    @Test(
        "cases 1 and 2: the same over a stream: one gate for all transports",
        arguments: [
            ClientTransport.tcp, .tls,
        ])
    func everyTransport(transport: ClientTransport) {
        let desk = RelayDesk()
        let client = desk.client("203.0.113.7:50000", transport)
        client.allocate()
        #expect(client.permit("127.0.0.1")?.code == 403)
        #expect(client.bind(0x4000, "169.254.169.254:80")?.code == 403)
        #expect(desk.table.counters.refusals[403] == 2)
    }

    @Test("the own relay address is permitted, but reached at ports of allocations only")
    func ownRelay() {
        let desk = RelayDesk { $0.policy.listeningPorts = [3478, 49_200] }
        let client = desk.client()
        client.allocate()
        #expect(client.permit("192.0.2.10")?.isSuccess == true)
        for port in [22, 3478, 8080, 49_200, 50_001] {
            #expect(client.say(to: "192.0.2.10:\(port)") == .drop(.forbiddenPeer))
        }
        #expect(client.bind(0x4000, "192.0.2.10:3478")?.code == 403)
        #expect(client.bind(0x4000, "192.0.2.10:49200")?.code == 403)
        #expect(desk.table.counters.drops.forbiddenPeer == 5)
    }

    @Test("on a listed own address all ports are reached but those this program listens on")
    func listed() {
        let desk = RelayDesk { rules in
            rules.ipv4 = RelayInterface(bind: IPAddress("127.0.0.1")!)
            rules.policy.allowed = [AddressRange("127.0.0.0/8")!]
            rules.policy.listeningPorts = [3478]
        }
        let client = desk.client()
        client.allocate()
        #expect(client.permit("127.0.0.1", "127.0.0.2")?.isSuccess == true)
        #expect(client.say(to: "127.0.0.1:3480") == .kernel(TransportAddress("127.0.0.1:3480")!))
        #expect(client.say(to: "127.0.0.1:60000") == .kernel(TransportAddress("127.0.0.1:60000")!))
        #expect(client.say(to: "127.0.0.1:3478") == .drop(.forbiddenPeer))
        #expect(client.say(to: "127.0.0.2:3478") == .drop(.forbiddenPeer))
        #expect(client.bind(0x4000, "127.0.0.1:3478")?.code == 403)
        #expect(client.bind(0x4000, "127.0.0.1:3480")?.isSuccess == true)
        #expect(client.say(0x4000) == .kernel(TransportAddress("127.0.0.1:3480")!))
    }

    @Test("a device test is permitted the relay address and no other")
    func deviceTest() {
        let desk = RelayDesk()
        let client = desk.client(participant: "test.1")
        client.allocate()
        #expect(client.permit("1.1.1.1")?.code == 403)
        #expect(client.bind(0x4000, "1.1.1.1:9")?.code == 403)
        #expect(client.permit("192.0.2.10")?.isSuccess == true)
    }
}
