// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Records at places that do not move, in chunks of 64 that are given back when they are empty. The lowest free place is
/// taken first, so that a crowd that has gone leaves few chunks behind.
///
/// Records are plain bytes: nothing is counted or freed for them one by one.
struct Slab<Record>: ~Copyable {
    static var chunkSize: Int { 64 }
    static var chunks: Int { 4_096 }

    private let directory: UnsafeMutablePointer<UnsafeMutablePointer<Record>?>
    private let occupied: UnsafeMutablePointer<UInt64>
    /// No chunk before this one has a free place.
    private var firstOpen = 0
    private var spare: UnsafeMutablePointer<Record>?
    private(set) var count = 0

    init() {
        directory = .allocate(capacity: Self.chunks)
        directory.initialize(repeating: nil, count: Self.chunks)
        occupied = .allocate(capacity: Self.chunks)
        occupied.initialize(repeating: 0, count: Self.chunks)
    }

    deinit {
        for index in 0..<Self.chunks { directory[index]?.deallocate() }
        spare?.deallocate()
        directory.deallocate()
        occupied.deallocate()
    }

    /// The record at a place, if there is one.
    @inline(__always)
    subscript(slot: UInt32) -> UnsafeMutablePointer<Record>? {
        let chunk = Int(slot >> 6)
        guard chunk < Self.chunks, occupied[chunk] & (1 << UInt64(slot & 63)) != 0 else { return nil }
        return directory[chunk]! + Int(slot & 63)
    }

    /// Nil when 262,144 records are there.
    mutating func insert(_ record: Record) -> UInt32? {
        while firstOpen < Self.chunks, occupied[firstOpen] == .max { firstOpen += 1 }
        guard firstOpen < Self.chunks else { return nil }
        let place = (~occupied[firstOpen]).trailingZeroBitCount
        if directory[firstOpen] == nil {
            directory[firstOpen] = spare ?? .allocate(capacity: Self.chunkSize)
            spare = nil
        }
        (directory[firstOpen]! + place).initialize(to: record)
        occupied[firstOpen] |= 1 << UInt64(place)
        count += 1
        return UInt32(firstOpen << 6 | place)
    }

    mutating func remove(_ slot: UInt32) {
        guard let record = self[slot] else { return }
        let chunk = Int(slot >> 6)
        record.deinitialize(count: 1)
        occupied[chunk] &= ~(1 << UInt64(slot & 63))
        count -= 1
        firstOpen = min(firstOpen, chunk)
        guard occupied[chunk] == 0 else { return }
        // One chunk is kept, so that a single client who comes and goes costs no chunk each time.
        if spare == nil { spare = directory[chunk] } else { directory[chunk]?.deallocate() }
        directory[chunk] = nil
    }

    /// Calls back with every place that has a record; records may be removed meanwhile.
    func forEachSlot(_ body: (UInt32) -> Void) {
        for chunk in 0..<Self.chunks where occupied[chunk] != 0 {
            var left = occupied[chunk]
            while left != 0 {
                body(UInt32(chunk << 6 | left.trailingZeroBitCount))
                left &= left - 1
            }
        }
    }
}
