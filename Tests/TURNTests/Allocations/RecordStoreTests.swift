// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import TestSupport
import Testing

@testable import TURN

@Suite("The stores of records")
struct RecordStoreTests {
    @Test("a slab finds what is there and only that, and gives empty chunks back")
    func slab() {
        var slab = Slab<Int>()
        let slots = (0..<1_000).compactMap { slab.insert($0) }
        #expect(slots == (0..<1_000).map(UInt32.init))
        for slot in slots where slot % 3 != 0 { slab.remove(slot) }
        #expect(slab.count == 334)
        for slot in slots { #expect(slab[slot]?.pointee == (slot % 3 == 0 ? Int(slot) : nil)) }
        #expect(slab[1_000] == nil)
        #expect(slab[.max] == nil)
        let reused = slab.insert(7)
        #expect(reused == 1)
        var seen = 0
        slab.forEachSlot { _ in seen += 1 }
        #expect(seen == 335)
        slab.remove(5_000)
        #expect(slab.count == 335)
    }

    @Test("the map of five-tuples agrees with a dictionary under random use", arguments: [5, 6, 7] as [UInt64])
    func map(seed: UInt64) {
        var map = FiveTupleMap()
        var truth: [FiveTuple: UInt32] = [:]
        var tuples: [UInt32: FiveTuple] = [:]
        var dice = SeededGenerator(seed: seed)
        let server = TransportAddress("198.51.100.1:3478")!
        for slot in 0..<UInt32(20_000) {
            let client = TransportAddress(
                ip: IPAddress(v4: UInt32.random(in: 0..<8, using: &dice)),
                port: UInt16.random(in: 0..<300, using: &dice))
            let tuple = FiveTuple(client: client, server: server, transport: .udp)
            let hash = map.hash(tuple)
            #expect(map.slot(hash) { tuples[$0] == tuple } == truth[tuple])
            if let old = truth[tuple] {
                map.remove(hash, old)
                truth[tuple] = nil
                tuples[old] = nil
            } else {
                map.insert(hash, slot)
                truth[tuple] = slot
                tuples[slot] = tuple
            }
        }
        #expect(map.count == truth.count)
        for (tuple, slot) in truth { #expect(map.slot(map.hash(tuple)) { tuples[$0] == tuple } == slot) }
        for (tuple, slot) in truth { map.remove(map.hash(tuple), slot) }
        #expect(map.count == 0)
    }

    @Test("a list keeps what is not removed")
    func list() {
        var list = EntryList<Int>()
        for number in 0..<10 { list.append(number) }
        let even = list.removeAll { $0 % 2 == 0 }
        #expect(even == 5)
        #expect(Set((0..<list.count).map { list[$0].pointee }) == [1, 3, 5, 7, 9])
        #expect(list.first { $0 == 7 }?.pointee == 7)
        #expect(list.first { $0 == 8 } == nil)
        let rest = list.removeAll { _ in true }
        #expect(rest == 5)
        #expect(list.count == 0)
    }
}
