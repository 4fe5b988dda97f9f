// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Numbers at a multiple of sixteen bytes, as the operators want them.
struct Numbers {
    /// A pointer keeps nothing alive, so all stay until the tests end.
    private static let kept = Mutex<[Int]>([])

    let start: UnsafeMutablePointer<Float>
    let count: Int

    init(_ numbers: [Float]) {
        count = numbers.count
        let memory = UnsafeMutableRawPointer.allocate(byteCount: max(16, count * 4), alignment: 16)
        Self.kept.withLock { $0.append(Int(bitPattern: memory)) }
        start = memory.bindMemory(to: Float.self, capacity: count)
        start.initialize(from: numbers, count: count)
    }

    init(count: Int) { self.init([Float](repeating: 0, count: count)) }

    var all: [Float] { Array(UnsafeBufferPointer(start: start, count: count)) }
    var reading: UnsafePointer<Float> { UnsafePointer(start) }

    /// One channel of a value.
    func channel(_ channel: Int, of channels: Int) -> [Float] {
        stride(from: channel, to: count, by: channels).map { start[$0] }
    }
}
