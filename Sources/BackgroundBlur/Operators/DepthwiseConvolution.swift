// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A convolution of each channel by itself, 3×3 or 5×5. The rows that a row of the result needs are held in a ring, each with
/// zeros to both sides, so that no pixel is at an edge.
struct DepthwiseConvolution {
    let layer: Layer
    let input: Shape
    let output: Shape

    private var kernel: Int { layer.kernel }
    private var ringRowCount: Int { Self.ringRowCount(layer, output: output) }
    /// Zeros before the first pixel of a row, and rows before the first: what is left over of the padding is behind.
    private func padding(_ output: Int, _ input: Int) -> Int {
        max(0, (output - 1) * layer.stride + kernel - input) / 2
    }

    /// As wide as whole fours of the result need.
    private static func ringRowCount(_ layer: Layer, output: Shape) -> Int {
        (((output.width + 3) / 4 * 4 - 1) * layer.stride + layer.kernel) * output.channels
    }

    /// The ring, and a row of zeros.
    static func scratchCount(_ layer: Layer, output: Shape) -> Int {
        (layer.kernel + 1) * ringRowCount(layer, output: output)
    }

    /// - Parameter fill: writes a row of the input.
    @inline(__always)
    func run(
        weights: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Float>, into output: UnsafeMutablePointer<Float>,
        fill: (_ row: Int, _ place: UnsafeMutablePointer<Float>) -> Void
    ) {
        scratch.update(repeating: 0, count: Self.scratchCount(layer, output: self.output))
        let (left, above) = (padding(self.output.width, input.width), padding(self.output.height, input.height))
        let ring = scratch + ringRowCount
        let rows = DepthwiseRows(
            zeros: scratch, ring: ring, rowCount: ringRowCount, kernel: kernel, height: input.height)
        var filled = 0
        for row in 0..<self.output.height {
            let first = row * layer.stride - above
            while filled < min(first + kernel, input.height) {
                fill(filled, ring + (filled % kernel) * ringRowCount + left * input.channels)
                filled += 1
            }
            let place = output + row * self.output.rowCount
            convolve(rows, first: first, weights.lanes, place.lanes)
            // Stride 1: the input's pixels at the same place.
            if layer.addend != 0 { add(rows[first + kernel / 2] + left * input.channels, to: place) }
        }
    }

    private func convolve(
        _ rows: DepthwiseRows, first: Int, _ weights: UnsafePointer<Lanes>, _ output: UnsafeMutablePointer<Lanes>
    ) {
        switch (kernel, layer.stride) {
        case (3, 1): convolveThree(rows, first, weights, output, stride: 1)
        case (3, _): convolveThree(rows, first, weights, output, stride: 2)
        case (_, 1): convolveFive(rows, first, weights, output, stride: 1)
        default: convolveFive(rows, first, weights, output, stride: 2)
        }
    }

    @inline(__always)
    private func convolveThree(
        _ rows: DepthwiseRows, _ first: Int, _ weights: UnsafePointer<Lanes>, _ output: UnsafeMutablePointer<Lanes>,
        stride: Int
    ) {
        let step = input.channels / 4
        let (top, middle, bottom) = (rows[first].lanes, rows[first + 1].lanes, rows[first + 2].lanes)
        for pixel in Swift.stride(from: 0, to: self.output.width, by: 4) {
            for lane in 0..<step {
                var sums = FourSums(weights[lane])
                let (weight, offset) = (weights + step + lane, pixel * stride * step + lane)
                sums.addThree(top + offset, weight, step: step, stride: stride)
                sums.addThree(middle + offset, weight + 3 * step, step: step, stride: stride)
                sums.addThree(bottom + offset, weight + 6 * step, step: step, stride: stride)
                store(sums, pixel, output + pixel * step + lane)
            }
        }
    }

    @inline(__always)
    private func convolveFive(
        _ rows: DepthwiseRows, _ first: Int, _ weights: UnsafePointer<Lanes>, _ output: UnsafeMutablePointer<Lanes>,
        stride: Int
    ) {
        let step = input.channels / 4
        let (row0, row1, row2) = (rows[first].lanes, rows[first + 1].lanes, rows[first + 2].lanes)
        let (row3, row4) = (rows[first + 3].lanes, rows[first + 4].lanes)
        for pixel in Swift.stride(from: 0, to: self.output.width, by: 4) {
            for lane in 0..<step {
                var sums = FourSums(weights[lane])
                let (weight, offset) = (weights + step + lane, pixel * stride * step + lane)
                sums.addFive(row0 + offset, weight, step: step, stride: stride)
                sums.addFive(row1 + offset, weight + 5 * step, step: step, stride: stride)
                sums.addFive(row2 + offset, weight + 10 * step, step: step, stride: stride)
                sums.addFive(row3 + offset, weight + 15 * step, step: step, stride: stride)
                sums.addFive(row4 + offset, weight + 20 * step, step: step, stride: stride)
                store(sums, pixel, output + pixel * step + lane)
            }
        }
    }

    /// The last four of a row may reach beyond its end.
    @inline(__always)
    private func store(_ sums: FourSums, _ pixel: Int, _ place: UnsafeMutablePointer<Lanes>) {
        let (step, left) = (input.channels / 4, output.width - pixel)
        place[0] = sums.a.activated(layer.activation)
        if left > 1 { place[step] = sums.b.activated(layer.activation) }
        if left > 2 { place[2 * step] = sums.c.activated(layer.activation) }
        if left > 3 { place[3 * step] = sums.d.activated(layer.activation) }
    }

    private func add(_ row: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>) {
        let (from, to) = (row.lanes, output.lanes)
        for index in 0..<self.output.rowCount / 4 { to[index] += from[index] }
    }
}
