// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A short list inside a record of plain bytes. Whoever frees the record calls `deallocate`.
struct EntryList<Entry> {
    private var base: UnsafeMutablePointer<Entry>?
    private var filled: Int32 = 0
    private var capacity: Int32 = 0

    var count: Int { Int(filled) }

    @inline(__always)
    subscript(index: Int) -> UnsafeMutablePointer<Entry> {
        precondition(index >= 0 && index < Int(filled))
        return base! + index
    }

    /// The first entry that fits.
    @inline(__always)
    func first(where fits: (Entry) -> Bool) -> UnsafeMutablePointer<Entry>? {
        for index in 0..<Int(filled) where fits(base![index]) { return base! + index }
        return nil
    }

    mutating func append(_ entry: Entry) {
        if filled == capacity { grow() }
        (base! + Int(filled)).initialize(to: entry)
        filled += 1
    }

    /// - Returns: how many were removed.
    mutating func removeAll(where isDone: (Entry) -> Bool) -> Int {
        let before = filled
        var index = 0
        while index < Int(filled) {
            guard isDone(base![index]) else {
                index += 1
                continue
            }
            filled -= 1
            if index < Int(filled) { base![index] = base![Int(filled)] }
        }
        if filled == 0 { deallocate() }
        return Int(before - filled)
    }

    mutating func deallocate() {
        base?.deallocate()
        base = nil
        filled = 0
        capacity = 0
    }

    private mutating func grow() {
        let larger = max(1, capacity * 2)
        let copy = UnsafeMutablePointer<Entry>.allocate(capacity: Int(larger))
        if let base {
            copy.moveInitialize(from: base, count: Int(filled))
            base.deallocate()
        }
        base = copy
        capacity = larger
    }
}
