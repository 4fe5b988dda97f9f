// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The last layer: each pixel becomes four of the mask, as numbers and as bytes.
struct MaskConvolution {
    let input: Shape

    /// - Parameters:
    ///   - weights: as `LayerWeights` says.
    ///   - mask: 0 (background) to 1 (person), twice the input's width and height.
    ///   - bytes: the same from 0 to 255.
    func run(
        _ input: UnsafePointer<Float>, weights: UnsafePointer<Float>, into mask: UnsafeMutablePointer<Float>,
        bytes: UnsafeMutablePointer<UInt8>
    ) {
        let channels = self.input.channels
        let (bias, weight) = (weights.lanes[0], weights.lanes + 1)
        let width = 2 * self.input.width
        for row in 0..<self.input.height {
            for column in 0..<self.input.width {
                let pixel = input + (row * self.input.width + column) * channels
                var sum = bias
                for channel in 0..<channels { sum += Lanes(repeating: pixel[channel]) * weight[channel] }
                let person = sum.logistic
                // Adding 2²³ leaves no bits for a fraction: the low byte is the rounded number.
                let rounded = unsafeBitCast(person * 255 + 8_388_608, to: SIMD4<UInt32>.self)
                let (upper, lower) = (2 * row * width + 2 * column, (2 * row + 1) * width + 2 * column)
                (mask[upper], mask[upper + 1]) = (person[0], person[1])
                (mask[lower], mask[lower + 1]) = (person[2], person[3])
                bytes[upper] = UInt8(truncatingIfNeeded: rounded[0])
                bytes[upper + 1] = UInt8(truncatingIfNeeded: rounded[1])
                bytes[lower] = UInt8(truncatingIfNeeded: rounded[2])
                bytes[lower + 1] = UInt8(truncatingIfNeeded: rounded[3])
            }
        }
    }
}
