// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@testable import TURN

@Suite("Refresh and the ends of allocations (RFC 8656, section 8)")
struct RefreshTests {
    let desk = RelayDesk()

    @Test(
        "case 11: a lifetime is clamped as for Allocate, and 0 ends the allocation",
        arguments: [
            (UInt32(1), UInt32(600)), (1_800, 1_800), (.max, 3_600),
        ])
    func lifetime(asked: UInt32, granted: UInt32) {
        let client = desk.client()
        client.allocate()
        #expect(client.refresh(asked)?.lifetime == granted)
        desk.expire(after: .seconds(Int64(granted) - 1))
        #expect(client.index != nil)
        desk.expire(after: .seconds(1))
        #expect(client.index == nil)
        #expect(desk.ended.count == 1)
    }

    @Test("a lifetime of 0 closes the sockets and frees the port")
    func release() {
        let client = desk.client()
        client.allocate()
        let index = client.index
        #expect(client.refresh(0)?.lifetime == 0)
        #expect(index.map { desk.lastOutcome == .replyAndClose($0) } == true)
        #expect(desk.table.count == 0)
        #expect(desk.ports.free == 16_384)
        #expect(desk.office.allocations == 0)
        #expect(desk.table.nextDeadline != nil)
    }

    @Test("case 10: 437 Allocation Mismatch without an allocation, also for CreatePermission and ChannelBind")
    func withoutAllocation() {
        let client = desk.client()
        #expect(client.refresh(0)?.code == 437)
        #expect(client.permit("1.1.1.1")?.code == 437)
        #expect(client.bind(0x4000, "1.1.1.1:9")?.code == 437)
    }

    @Test("case 10: 441 Wrong Credentials: another user's request, though well signed")
    func otherUser() {
        let client = desk.client()
        client.allocate()
        let mallory = desk.client(participant: "mallory")
        #expect(mallory.refresh(0)?.code == 441)
        #expect(mallory.permit("1.1.1.1")?.code == 441)
        #expect(mallory.bind(0x4000, "1.1.1.1:9")?.code == 441)
        #expect(mallory.allocate()?.code == 437)
        #expect(desk.table.count == 1)
    }

    @Test("443 Peer Address Family Mismatch: REQUESTED-ADDRESS-FAMILY of a family the allocation has not")
    func family() {
        let client = desk.client()
        client.allocate()
        #expect(client.ask(.refresh) { $0.write(RequestedAddressFamily(.ipv6)) }?.code == 443)
        #expect(client.ask(.refresh) { $0.write(RequestedAddressFamily(.ipv4)) }?.isSuccess == true)
    }

    @Test("of two relayed addresses a lifetime of 0 ends the one that is named")
    func oneOfTwo() {
        let client = desk.client()
        client.allocate { $0.write(AdditionalAddressFamily(.ipv6)) }
        let answer = client.ask(.refresh) { writer in
            writer.write(Lifetime(seconds: 0))
            writer.write(RequestedAddressFamily(.ipv6))
        }
        #expect(answer?.lifetime == 0)
        #expect(client.index.map { desk.lastOutcome == .replyAndCloseFamily($0, .ipv6) } == true)
        #expect(client.relayed(.ipv6) == nil)
        #expect(client.permit("2606:4700::1")?.code == 443)
        #expect(client.permit("1.1.1.1")?.isSuccess == true)
    }

    @Test("an allocation that is not refreshed ends after 600 seconds, with its sockets, port and places")
    func ends() {
        let client = desk.client()
        client.allocate()
        let index = client.index
        client.permit("1.1.1.1")
        client.bind(0x4001, "1.1.1.1:9")
        desk.expire(after: .seconds(599))
        #expect(desk.ended.isEmpty)
        desk.expire(after: .seconds(1))
        #expect(desk.ended == [index])
        #expect(desk.ports.free == 16_384)
        #expect(desk.office.withBooks { $0.holdings } == Holdings())
        #expect(desk.table.credentials.count == 0)
        #expect(client.say(0x4001) == .drop(.noAllocation))
    }

    @Test("an index of an allocation that has ended finds nothing, nor the one that came after")
    func staleIndex() throws {
        let client = desk.client()
        client.allocate()
        let old = try #require(client.index)
        client.refresh(0)
        client.allocate()
        #expect(client.index?.slot == old.slot)
        #expect(desk.client(of: old) == nil)
        #expect(desk.route(old) == .drop(.noAllocation))
    }

    @Test("an allocation over a stream ends with the stream")
    func streamEnds() {
        let client = desk.client("203.0.113.7:50000", .tls)
        client.allocate()
        #expect(desk.table.counters.allocations.tls == 1)
        let index = client.index
        #expect(desk.streamEnds(client) == index)
        #expect(desk.table.count == 0)
        #expect(desk.table.counters.allocations.tls == 0)
        #expect(desk.streamEnds(client) == nil)
    }

    @Test("nothing to wait for means no deadline")
    func deadline() {
        #expect(desk.table.nextDeadline == nil)
        let client = desk.client()
        client.allocate()
        desk.expire(after: .seconds(10))
        #expect(desk.table.nextDeadline == desk.now.monotonic + TimeAmount.seconds(1))
        client.refresh(0)
        desk.expire(after: .seconds(3_700))
        desk.expire(after: .seconds(10))
        #expect(desk.table.nextDeadline == nil)
    }
}
