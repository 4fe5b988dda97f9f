// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@testable import TURN

@Suite("Quotas of bits and bytes")
struct RateQuotaTests {
    /// What one client may send in so many milliseconds, in packets of one size.
    private func sent(_ client: RelayGuest, _ desk: RelayDesk, milliseconds: Int, packet: Int, each: Int) -> Int {
        var bytes = 0
        for _ in 0..<milliseconds {
            for _ in 0..<each where client.say(0x4000, bytes: packet) != .drop(.rate) { bytes += packet }
            desk.pass(.milliseconds(1))
        }
        return bytes
    }

    @Test(
        "a token bucket: the burst at once, then the rate, to a few packets",
        arguments: [
            (Int64(64_000), Int64(8_000)), (8_000_000, 100_000), (100_000_000, 1_000_000),
        ])
    func rate(bits: Int64, burst: Int64) {
        let desk = RelayDesk { rules in
            rules.limits.participant.bitsPerSecond = bits
            rules.limits.participant.burstBytes = burst
        }
        let client = desk.client()
        client.allocate()
        client.bind(0x4000, "1.1.1.1:9")
        let each = max(1, Int(bits) / 8 / 1_000 / 500)
        let bytes = sent(client, desk, milliseconds: 3_000, packet: 1_000, each: each)
        let expected = Int(max(burst, bits / 80)) + Int(bits) / 8 * 3
        #expect(bytes <= expected)
        #expect(bytes >= expected - max(3_000, expected / 20))
        #expect(desk.table.counters.quotaHits.rate > 0)
        #expect(desk.table.counters.quotaHits.rate == desk.table.counters.drops.rate)
    }

    @Test("the allocations of a participant share one bucket, and both directions count")
    func shared() {
        let desk = RelayDesk { rules in
            rules.limits.participant.bitsPerSecond = 80_000
            rules.limits.participant.burstBytes = 10_000
        }
        let clients = [desk.client("203.0.113.7:1"), desk.client("203.0.113.7:2")]
        for client in clients {
            client.allocate()
            client.permit("1.1.1.1")
        }
        var bytes = 0
        for _ in 0..<20 {
            for client in clients {
                if client.say(to: "1.1.1.1:9", bytes: 500) != .drop(.rate) { bytes += 500 }
                if client.hear(from: "1.1.1.1:9", bytes: 500) == .dataIndication { bytes += 500 }
            }
        }
        #expect(bytes == 10_000)
    }

    @Test("all participants together share the bucket of the server")
    func total() {
        let desk = RelayDesk { rules in
            rules.limits.participant.bitsPerSecond = 0
            rules.limits.total.bitsPerSecond = 80_000
            rules.limits.total.burstBytes = 10_000
        }
        let clients = (1...3).map { desk.client("203.0.113.7:\($0)", participant: "p\($0)") }
        for client in clients {
            client.allocate()
            client.permit("1.1.1.1")
        }
        desk.pass(.seconds(10))
        let sent = (0..<30).filter { clients[$0 % 3].say(to: "1.1.1.1:9", bytes: 1_000) != .drop(.rate) }
        #expect(sent.count <= 10)
        #expect(sent.count >= 1)
    }

    @Test("a credential's bytes are used up exactly once, over all its allocations, and never come back")
    func bytes() {
        let desk = RelayDesk { $0.limits.bytesPerCredential = 100_000 }
        var moved = 0
        for number in 1...30 {
            let client = desk.client("203.0.113.7:\(number)")
            guard client.allocate()?.isSuccess == true else { break }
            client.permit("1.1.1.1")
            for _ in 0..<7 where client.say(to: "1.1.1.1:9", bytes: 1_000) != .drop(.bytes) { moved += 1_000 }
            client.refresh(0)
        }
        #expect(moved == 100_000)
        #expect(desk.table.counters.drops.bytes == 110)
        #expect(desk.table.counters.quotaHits.bytes == 110)
        let renewed = desk.client("203.0.113.7:99", lifetime: .seconds(4_000))
        renewed.allocate()
        renewed.permit("1.1.1.1")
        #expect(renewed.say(to: "1.1.1.1:9") != .drop(.bytes))
    }

    @Test("a device test: 60 seconds, 64 kbit/s, 1 MB, relay to relay")
    func deviceTest() throws {
        let desk = RelayDesk()
        let (one, two) = (
            desk.client("203.0.113.7:1", participant: "test.1"), desk.client("203.0.113.7:2", participant: "test.1")
        )
        #expect(one.allocate { $0.write(Lifetime(seconds: 3_600)) }?.lifetime == 60)
        #expect(two.allocate()?.lifetime == 60)
        one.bind(0x4000, "\(try #require(two.relayed()))")
        two.bind(0x4000, "\(try #require(one.relayed()))")
        var bytes = 0
        for _ in 0..<5_900 {
            if case .local = one.say(0x4000, bytes: 1_000) { bytes += 1_000 }
            desk.pass(.milliseconds(10))
        }
        // Each packet counts on both sides.
        #expect(bytes >= 200_000)
        #expect(2 * bytes <= 8_000 * 59 + 64_000)
        #expect(one.refresh(600)?.lifetime == 1)
        desk.expire(after: .seconds(1))
        #expect(desk.table.count == 0)
        #expect(desk.ended.count == 2)
    }

    @Test("a device test moves no more than its megabyte")
    func deviceTestBytes() throws {
        let desk = RelayDesk { $0.limits.deviceTest.bitsPerSecond = 0 }
        let (one, two) = (
            desk.client("203.0.113.7:1", participant: "test.1"), desk.client("203.0.113.7:2", participant: "test.1")
        )
        one.allocate()
        two.allocate()
        one.bind(0x4000, "\(try #require(two.relayed()))")
        two.bind(0x4000, "\(try #require(one.relayed()))")
        var bytes = 0
        for _ in 0..<2_000 { if case .local = one.say(0x4000, bytes: 1_000) { bytes += 1_000 } }
        #expect(2 * bytes <= 1_000_000)
        #expect(2 * bytes >= 950_000)
    }

    @Test("a flood asks the office once for each lease, and not before something can have changed")
    func leases() {
        let desk = RelayDesk { $0.limits.participant.burstBytes = 20_000 }
        let client = desk.client()
        client.allocate()
        client.bind(0x4000, "1.1.1.1:9")
        let now = desk.now.monotonic
        while client.say(0x4000, bytes: 1_200) != .drop(.rate) {}
        let record = client.index.flatMap { desk.table.record($0) }
        #expect(record.map { $0.pointee.leaseRetryAt > now } == true)
        #expect(record.map { $0.pointee.leaseRetryAt <= now + .milliseconds(2) } == true)
    }
}
