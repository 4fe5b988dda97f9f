// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A convolution of each channel by itself, 3×3 or 5×5. The rows that a row of the result needs are held in a ring, each with
/// zeros to both sides, so that no pixel is at an edge.
struct DepthwiseConvolution {
    let layer: Layer
    let input: Shape
    let output: Shape

    private var kernel: Int { layer.kernel }
    private var ringRowCount: Int { Self.ringRowCount(layer, input: input) }
    /// Zeros before the first pixel of a row, and rows before the first: what is left over of the padding is behind.
    private func padding(_ output: Int, _ input: Int) -> Int {
        max(0, (output - 1) * layer.stride + kernel - input) / 2
    }

    private static func ringRowCount(_ layer: Layer, input: Shape) -> Int {
        (input.width + layer.kernel) * input.channels
    }

    /// The ring, and a row of zeros.
    static func scratchCount(_ layer: Layer, input: Shape) -> Int {
        (layer.kernel + 1) * ringRowCount(layer, input: input)
    }

    /// - Parameter fill: writes a row of the input.
    @inline(__always)
    func run(
        weights: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Float>, into output: UnsafeMutablePointer<Float>,
        fill: (_ row: Int, _ place: UnsafeMutablePointer<Float>) -> Void
    ) {
        scratch.update(repeating: 0, count: Self.scratchCount(layer, input: input))
        let (left, above) = (padding(self.output.width, input.width), padding(self.output.height, input.height))
        let ring = scratch + ringRowCount
        var filled = 0
        for row in 0..<self.output.height {
            let first = row * layer.stride - above
            while filled < min(first + kernel, input.height) {
                fill(filled, ring + (filled % kernel) * ringRowCount + left * input.channels)
                filled += 1
            }
            let rows = DepthwiseRows(
                zeros: scratch, ring: ring, rowCount: ringRowCount, kernel: kernel, height: input.height)
            convolve(rows, first: first, left: left, weights, output + row * self.output.rowCount)
        }
    }

    private func convolve(
        _ rows: DepthwiseRows, first: Int, left: Int, _ weights: UnsafePointer<Float>,
        _ output: UnsafeMutablePointer<Float>
    ) {
        let lanes = input.channels / 4
        for pixel in 0..<self.output.width {
            for lane in 0..<lanes {
                var sum = weights.lanes[lane]
                for y in 0..<kernel {
                    let row = rows[first + y].lanes + pixel * layer.stride * lanes + lane
                    let weight = weights.lanes + (1 + y * kernel) * lanes + lane
                    for x in 0..<kernel { sum += row[x * lanes] * weight[x * lanes] }
                }
                sum = sum.activated(layer.activation)
                if layer.addend != 0 {
                    // Stride 1: the input's pixel at the same place.
                    sum += rows[first + kernel / 2].lanes[(pixel + left) * lanes + lane]
                }
                output.lanes[pixel * lanes + lane] = sum
            }
        }
    }
}
