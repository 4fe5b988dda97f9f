// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The last layer: each pixel becomes four of the mask, as numbers and as bytes.
struct MaskConvolution {
    /// The width is a multiple of eight, because the mask's is one of sixteen.
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
        for row in 0..<self.input.height {
            for column in stride(from: 0, to: self.input.width, by: 4) {
                let pixel = input + (row * self.input.width + column) * channels
                var (a, b, c, d) = (bias, bias, bias, bias)
                for channel in 0..<channels {
                    let factors = weight[channel]
                    a += Lanes(repeating: pixel[channel]) * factors
                    b += Lanes(repeating: pixel[channel + channels]) * factors
                    c += Lanes(repeating: pixel[channel + 2 * channels]) * factors
                    d += Lanes(repeating: pixel[channel + 3 * channels]) * factors
                }
                let place = 4 * row * self.input.width + 2 * column
                store(a.logistic, b.logistic, mask, bytes, place)
                store(c.logistic, d.logistic, mask, bytes, place + 4)
            }
        }
    }

    /// Two neighbours, each as top left, top right, bottom left, bottom right.
    @inline(__always)
    private func store(
        _ left: Lanes, _ right: Lanes, _ mask: UnsafeMutablePointer<Float>, _ bytes: UnsafeMutablePointer<UInt8>,
        _ place: Int
    ) {
        let below = place + 2 * input.width
        let (upper, lower) = (
            Lanes(lowHalf: left.lowHalf, highHalf: right.lowHalf),
            Lanes(lowHalf: left.highHalf, highHalf: right.highHalf)
        )
        (mask + place).lanes[0] = upper
        (mask + below).lanes[0] = lower
        store(upper, bytes + place)
        store(lower, bytes + below)
    }

    @inline(__always)
    private func store(_ numbers: Lanes, _ bytes: UnsafeMutablePointer<UInt8>) {
        // Adding 2²³ leaves no bits for a fraction: the low byte is the rounded number.
        let rounded = unsafeBitCast(numbers * 255 + 8_388_608, to: SIMD4<UInt32>.self)
        UnsafeMutableRawPointer(bytes).storeBytes(of: SIMD4<UInt8>(truncatingIfNeeded: rounded), as: SIMD4<UInt8>.self)
    }
}
