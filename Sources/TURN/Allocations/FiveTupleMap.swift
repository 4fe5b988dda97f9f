// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// Finds the place of an allocation by its five-tuple: open addressing over plain pairs of hash and place. The tuples
/// themselves stand in the records.
struct FiveTupleMap: ~Copyable {
    private struct Entry {
        var hash: UInt32
        var slot: UInt32
    }

    private static let smallest = 64
    private static let vacant = UInt32.max
    private let seed = UInt64.random(in: .min ... .max)
    private var entries: UnsafeMutablePointer<Entry>
    private var mask: Int
    private(set) var count = 0

    init() {
        entries = Self.allocate(Self.smallest)
        mask = Self.smallest - 1
    }

    deinit { entries.deallocate() }

    @inline(__always)
    func hash(_ tuple: FiveTuple) -> UInt32 {
        let ports = UInt64(tuple.client.port) << 48 | UInt64(tuple.server.port) << 32 | UInt64(tuple.stream)
        let addresses = HashMix.mix(tuple.client.ip.low ^ seed, tuple.client.ip.high ^ tuple.server.ip.high)
        let rest = HashMix.mix(ports ^ addresses, tuple.server.ip.low ^ UInt64(tuple.transport.rawValue) << 40)
        return UInt32(truncatingIfNeeded: rest ^ rest >> 32)
    }

    /// The place of the entry that has this hash and `fits`.
    @inline(__always)
    func slot(_ hash: UInt32, where fits: (UInt32) -> Bool) -> UInt32? {
        var index = Int(hash) & mask
        while entries[index].slot != Self.vacant {
            if entries[index].hash == hash, fits(entries[index].slot) { return entries[index].slot }
            index = (index + 1) & mask
        }
        return nil
    }

    mutating func insert(_ hash: UInt32, _ slot: UInt32) {
        if (count + 1) * 2 > mask { rebuild((mask + 1) * 2) }
        place(Entry(hash: hash, slot: slot))
        count += 1
    }

    mutating func remove(_ hash: UInt32, _ slot: UInt32) {
        var index = Int(hash) & mask
        while entries[index].slot != slot {
            guard entries[index].slot != Self.vacant else { return }
            index = (index + 1) & mask
        }
        closeGap(at: index)
        count -= 1
        if mask >= Self.smallest, count * 8 < mask { rebuild((mask + 1) / 2) }
    }

    /// Moves later entries of the run forward where the gap would hide them.
    private mutating func closeGap(at start: Int) {
        var gap = start
        var index = (start + 1) & mask
        while entries[index].slot != Self.vacant {
            let home = Int(entries[index].hash) & mask
            if (index - home) & mask >= (index - gap) & mask {
                entries[gap] = entries[index]
                gap = index
            }
            index = (index + 1) & mask
        }
        entries[gap].slot = Self.vacant
    }

    private mutating func rebuild(_ capacity: Int) {
        let old = entries
        let oldCount = mask + 1
        entries = Self.allocate(capacity)
        mask = capacity - 1
        for index in 0..<oldCount where old[index].slot != Self.vacant { place(old[index]) }
        old.deallocate()
    }

    private func place(_ entry: Entry) {
        var index = Int(entry.hash) & mask
        while entries[index].slot != Self.vacant { index = (index + 1) & mask }
        entries[index] = entry
    }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Entry> {
        let entries = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
        entries.initialize(repeating: Entry(hash: 0, slot: vacant), count: capacity)
        return entries
    }
}
