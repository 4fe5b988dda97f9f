// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Finds the place of an allocation by its relayed port: one number for each port of the range.
struct RelayPortMap: ~Copyable {
    private static let vacant = UInt32.max
    private let range: ClosedRange<UInt16>
    private let slots: UnsafeMutablePointer<UInt32>

    init(range: ClosedRange<UInt16>) {
        self.range = range
        slots = .allocate(capacity: range.count)
        slots.initialize(repeating: Self.vacant, count: range.count)
    }

    deinit { slots.deallocate() }

    @inline(__always)
    func slot(_ port: UInt16) -> UInt32? {
        guard range.contains(port) else { return nil }
        let slot = slots[Int(port - range.lowerBound)]
        return slot == Self.vacant ? nil : slot
    }

    mutating func set(_ port: UInt16, to slot: UInt32?) {
        guard range.contains(port) else { return }
        slots[Int(port - range.lowerBound)] = slot ?? Self.vacant
    }
}
