// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Memory that may be refused, which the standard library cannot express.
enum BlockMemory {
    /// Begins at a multiple of sixteen bytes.
    static func allocate(byteCount: Int) -> UnsafeMutableRawPointer? {
        #if arch(wasm32)
            heap.allocate(byteCount)
        #else
            UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
        #endif
    }

    static func free(_ block: UnsafeMutableRawPointer) {
        #if arch(wasm32)
            heap.free(block)
        #else
            block.deallocate()
        #endif
    }
}
