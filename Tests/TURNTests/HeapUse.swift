// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CHeapCount

/// What one thread asks of the heap.
struct HeapUse: Sendable {
    /// Nothing is counted under a sanitizer.
    static let isCounted = heap_is_counted() == 1

    private let address: Int

    static var ofThisThread: HeapUse { HeapUse(address: Int(bitPattern: heap_count_of_this_thread())) }

    private var count: UnsafePointer<heap_count>? { UnsafePointer(bitPattern: address) }

    /// Calls that asked for memory so far. The thread must still live.
    var requests: UInt64 { heap_requests(count) }

    /// Bytes it asked for less bytes it gave back.
    var held: Int64 { heap_held(count) }
}
