// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The mean of each channel over all pixels.
enum ChannelMeans {
    static func run(_ input: UnsafePointer<Float>, _ shape: Shape, into output: UnsafeMutablePointer<Float>) {
        for lane in 0..<shape.channels / 4 { output.lanes[lane] = mean(input, shape, lane) }
    }

    /// Adds the means of a second value, whose size may be another: the mean of its enlargement is its own.
    static func add(_ input: UnsafePointer<Float>, _ shape: Shape, to output: UnsafeMutablePointer<Float>) {
        for lane in 0..<shape.channels / 4 { output.lanes[lane] += mean(input, shape, lane) }
    }

    /// In four sums, because each addition waits for the one before it.
    @inline(__always)
    private static func mean(_ input: UnsafePointer<Float>, _ shape: Shape, _ lane: Int) -> Lanes {
        let step = shape.channels / 4
        var from = input.lanes + lane
        var (a, b, c, d) = (Lanes(), Lanes(), Lanes(), Lanes())
        for _ in 0..<shape.pixels / 4 {
            a += from[0]
            b += from[step]
            c += from[2 * step]
            d += from[3 * step]
            from += 4 * step
        }
        for index in 0..<shape.pixels % 4 { a += from[index * step] }
        return ((a + b) + (c + d)) * (1 / Float(shape.pixels))
    }
}
