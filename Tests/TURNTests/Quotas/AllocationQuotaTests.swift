// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import TestSupport
import Testing

@testable import TURN

@Suite("Quotas of allocations, permissions and channels")
struct AllocationQuotaTests {
    @Test("486 Allocation Quota Reached: however many one credential asks for, 24 are made")
    func oneCredential() {
        let desk = RelayDesk()
        let clients = (0..<3_000).map { desk.client("203.0.113.7:\($0 + 1)") }
        let codes = clients.map { $0.allocate()?.code }
        #expect(codes == Array(repeating: nil, count: 24) + Array(repeating: 486, count: 2_976))
        #expect(desk.table.count == 24)
        #expect(desk.ports.taken == 24)
        #expect(desk.table.counters.quotaHits.allocations == 2_976)
        #expect(desk.client("203.0.113.8:1", participant: "bela").allocate()?.isSuccess == true)
    }

    /// Clients on streams, so that one nonce serves all, and the very same bytes: what is measured is the server's work.
    @Test("486: of 100,000 allocations by one credential 24 are made, and the others leave nothing behind")
    func flood() async {
        let (made, refused, more, desk) = await onItsOwnThread { Self.flooded() }
        #expect((made, refused) == (24, 99_976))
        if HeapUse.isCounted { #expect(more < 4_096, "the last 99,000 hold \(more) bytes") }
        #expect(desk.table.count == 24)
        #expect(desk.ports.taken == 24)
        #expect(desk.table.credentials.count == 1)
        #expect(desk.office.withBooks { $0.participants.count + $0.credentials.count } == 2)
        #expect(desk.table.counters.quotaHits.allocations == 99_976)
    }

    private static func flooded() -> (made: Int, refused: Int, more: Int64, desk: RelayDesk) {
        let desk = RelayDesk()
        let client = desk.client("203.0.113.7:50000", .tcp)
        client.allocate()
        let request = client.lastRequest
        var tuple = client.tuple
        var (made, refused) = (1, 0)
        var held: Int64 = 0
        for number in 1..<UInt32(100_000) {
            // Not the first one's: that would be a retransmission.
            tuple.stream = client.tuple.stream + number
            let answer = desk.receive(request, from: tuple)
            if answer?.code == 486 {
                refused += 1
            } else if answer?.isSuccess == true {
                made += 1
            }
            if number == 1_000 { held = HeapUse.ofThisThread.held }
        }
        return (made, refused, HeapUse.ofThisThread.held - held, desk)
    }

    @Test("486 counts by participant, whatever the credential, and what has ended makes room")
    func byParticipant() {
        let desk = RelayDesk { $0.limits.participant.allocations = 2 }
        let clients = (1...4).map { desk.client("203.0.113.7:\($0)", lifetime: .seconds(3_600 + Int64($0))) }
        #expect(clients.map { $0.allocate()?.code } == [nil, nil, 486, 486])
        clients[0].refresh(0)
        #expect(clients[2].allocate()?.isSuccess == true)
        #expect(clients[3].allocate()?.code == 486)
        desk.expire(after: .seconds(600))
        #expect(clients[3].allocate()?.isSuccess == true)
    }

    @Test("486: a reserved port counts as an allocation, so that tokens keep no ports from others")
    func reservations() {
        let desk = RelayDesk { $0.limits.participant.allocations = 3 }
        let client = desk.client()
        for _ in 0..<10 {
            client.allocate { $0.write(EvenPort(reservesNext: true)) }
            client.refresh(0)
        }
        #expect(desk.ports.kept <= 2)
        #expect(client.allocate { $0.write(EvenPort(reservesNext: true)) }?.code == 486)
        desk.expire(after: .seconds(30))
        #expect(desk.ports.kept == 0)
        #expect(client.allocate { $0.write(EvenPort(reservesNext: true)) }?.isSuccess == true)
    }

    @Test("508 Insufficient Capacity: all together have as many as the server may hold, and recover")
    func total() {
        let desk = RelayDesk { $0.limits.total.allocations = 2 }
        let clients = (1...3).map { desk.client("203.0.113.7:\($0)", participant: "p\($0)") }
        #expect(clients.map { $0.allocate()?.code } == [nil, nil, 508])
        clients[1].refresh(0)
        #expect(clients[2].allocate()?.isSuccess == true)
    }

    @Test("508 Insufficient Capacity: permissions and channels of a participant, and of all")
    func entries() {
        let desk = RelayDesk { rules in
            rules.limits.participant.permissions = 3
            rules.limits.participant.channels = 2
            rules.limits.total.permissions = 5
            rules.limits.total.channels = 3
        }
        let (anna, again) = (desk.client("203.0.113.7:1"), desk.client("203.0.113.7:2"))
        let bela = desk.client("203.0.113.8:1", participant: "bela")
        for client in [anna, again, bela] { client.allocate() }
        #expect(anna.permit("1.1.1.1", "1.1.1.2")?.isSuccess == true)
        #expect(again.permit("1.1.1.1", "1.1.1.2")?.code == 508)
        #expect(again.permit("1.1.1.1")?.isSuccess == true)
        #expect(anna.bind(0x4000, "1.1.1.1:1")?.isSuccess == true)
        #expect(again.bind(0x4000, "1.1.1.1:1")?.isSuccess == true)
        #expect(again.bind(0x4001, "1.1.1.1:2")?.code == 508)
        #expect(bela.permit("1.1.1.1", "1.1.1.2", "1.1.1.3")?.code == 508)
        #expect(bela.permit("1.1.1.1", "1.1.1.2")?.isSuccess == true)
        #expect(bela.bind(0x4000, "1.1.1.1:1")?.isSuccess == true)
        #expect(bela.bind(0x4001, "1.1.1.2:1")?.code == 508)
        #expect(desk.table.counters.quotaHits.permissions == 2)
        #expect(desk.table.counters.quotaHits.channels == 2)
        anna.refresh(0)
        #expect(bela.bind(0x4001, "1.1.1.2:1")?.isSuccess == true)
        #expect(desk.office.withBooks { $0.holdings } == Holdings(allocations: 2, permissions: 3, channels: 3))
    }

    @Test("case 11: 5,000 clients vanish; after their time nothing of them is left")
    func vanish() {
        let desk = RelayDesk { $0.limits.participant.allocations = 0 }
        for number in 0..<5_000 {
            let client = desk.client("203.0.113.7:\(1_000 + number)", participant: "p\(number % 700)")
            client.allocate()
            client.permit("1.1.1.1")
            client.bind(0x4000, "1.1.1.1:9")
        }
        #expect(desk.table.count == 5_000)
        desk.expire(after: .seconds(600))
        #expect(desk.ended.count == 5_000)
        #expect(Set(desk.ended).count == 5_000)
        #expect(desk.ports.free == 16_384)
        #expect(desk.table.credentials.count == 0)
        #expect(desk.office.withBooks { $0.holdings } == Holdings())
        desk.expire(after: .seconds(3_600))
        #expect(desk.office.withBooks { $0.participants.count + $0.credentials.count } == 0)
    }

    @Test("an allocation with a permission and a channel takes less than one KiB of records")
    func size() {
        let bytes =
            MemoryLayout<AllocationRecord>.stride + MemoryLayout<PermissionEntry>.stride
            + MemoryLayout<ChannelEntry>.stride
        #expect(bytes < 1_024)
    }
}
