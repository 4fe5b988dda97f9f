// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The mean of each channel over all pixels.
enum ChannelMeans {
    static func run(_ input: UnsafePointer<Float>, _ shape: Shape, into output: UnsafeMutablePointer<Float>) {
        let lanes = shape.channels / 4
        let (from, to) = (input.lanes, output.lanes)
        for lane in 0..<lanes {
            var sum = Lanes()
            for pixel in 0..<shape.pixels { sum += from[pixel * lanes + lane] }
            to[lane] = sum * (1 / Float(shape.pixels))
        }
    }

    /// Adds the means of a second value, whose size may be another: the mean of its enlargement is its own.
    static func add(_ input: UnsafePointer<Float>, _ shape: Shape, to output: UnsafeMutablePointer<Float>) {
        let lanes = shape.channels / 4
        let (from, to) = (input.lanes, output.lanes)
        for lane in 0..<lanes {
            var sum = Lanes()
            for pixel in 0..<shape.pixels { sum += from[pixel * lanes + lane] }
            to[lane] += sum * (1 / Float(shape.pixels))
        }
    }
}
