// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One block that holds everything an engine works on, each part at a multiple of sixteen bytes.
struct EngineMemory {
    let weights: UnsafeMutablePointer<Float>
    let values: UnsafeMutablePointer<Float>
    let scratch: UnsafeMutablePointer<Float>
    let mask: UnsafeMutablePointer<Float>
    let picture: UnsafeMutablePointer<UInt8>
    let maskBytes: UnsafeMutablePointer<UInt8>

    /// Nil when there is not so much memory.
    /// - Parameter pixels: of the picture; the other counts are of numbers.
    init?(weights: Int, values: Int, scratch: Int, pixels: Int) {
        func rounded(_ count: Int) -> Int { (count + 3) & ~3 }
        let parts = [weights, values, scratch, pixels, pixels, pixels / 4].map(rounded)
        let count = parts.reduce(0, +)
        guard let block = BlockMemory.allocate(byteCount: count * 4) else { return nil }
        let numbers = block.bindMemory(to: Float.self, capacity: count)
        numbers.update(repeating: 0, count: count)
        self.weights = numbers
        self.values = self.weights + parts[0]
        self.scratch = self.values + parts[1]
        self.mask = self.scratch + parts[2]
        let bytes = UnsafeMutableRawPointer(mask + parts[3]).bindMemory(
            to: UInt8.self, capacity: (parts[4] + parts[5]) * 4)
        picture = bytes
        maskBytes = bytes + parts[4] * 4
    }

    func free() { BlockMemory.free(UnsafeMutableRawPointer(weights)) }
}
