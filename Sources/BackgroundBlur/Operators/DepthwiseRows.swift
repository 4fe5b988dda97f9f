// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The rows in the ring by their number in the input; those above and below it are zeros.
struct DepthwiseRows {
    let zeros: UnsafeMutablePointer<Float>
    let ring: UnsafeMutablePointer<Float>
    let rowCount: Int
    let kernel: Int
    let height: Int

    @inline(__always)
    subscript(row: Int) -> UnsafePointer<Float> {
        row < 0 || row >= height ? UnsafePointer(zeros) : UnsafePointer(ring + (row % kernel) * rowCount)
    }
}
