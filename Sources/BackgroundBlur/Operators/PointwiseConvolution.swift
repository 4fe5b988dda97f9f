// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A 1×1 convolution over pixels that lie one behind the other: a product of matrices, four pixels by eight outputs at a time,
/// which is what the registers hold.
struct PointwiseConvolution {
    let inputChannels: Int
    let outputChannels: Int
    let activation: Activation

    /// - Parameters:
    ///   - weights: as `LayerWeights` says.
    ///   - addend: of the output's shape, or nil.
    func run(
        _ input: UnsafePointer<Float>, pixels: Int, weights: UnsafePointer<Float>, addend: UnsafePointer<Float>?,
        into output: UnsafeMutablePointer<Float>
    ) {
        var pixel = 0
        while pixel + 4 <= pixels {
            fourPixels(
                input + pixel * inputChannels, weights, addend.map { $0 + pixel * outputChannels },
                output + pixel * outputChannels)
            pixel += 4
        }
        while pixel < pixels {
            onePixel(
                input + pixel * inputChannels, weights, addend.map { $0 + pixel * outputChannels },
                output + pixel * outputChannels)
            pixel += 1
        }
        guard activation == .logistic else { return }
        for index in 0..<pixels * outputChannels / 4 { output.lanes[index] = output.lanes[index].logistic }
    }

    @inline(__always)
    private func fourPixels(
        _ input: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, _ addend: UnsafePointer<Float>?,
        _ output: UnsafeMutablePointer<Float>
    ) {
        let biases = weights.lanes
        var weight = (weights + outputChannels).lanes
        let (a, b) = (input, input + inputChannels)
        let (c, d) = (input + 2 * inputChannels, input + 3 * inputChannels)
        for block in 0..<outputChannels / 8 {
            let (low, high) = (biases[2 * block], biases[2 * block + 1])
            var (a0, b0, c0, d0) = (low, low, low, low)
            var (a1, b1, c1, d1) = (high, high, high, high)
            for channel in 0..<inputChannels {
                let (w0, w1) = (weight[0], weight[1])
                weight += 2
                let x = Lanes(repeating: a[channel])
                a0 += x * w0
                a1 += x * w1
                let y = Lanes(repeating: b[channel])
                b0 += y * w0
                b1 += y * w1
                let z = Lanes(repeating: c[channel])
                c0 += z * w0
                c1 += z * w1
                let w = Lanes(repeating: d[channel])
                d0 += w * w0
                d1 += w * w1
            }
            store(a0, a1, addend, output, 8 * block)
            store(b0, b1, addend, output, 8 * block + outputChannels)
            store(c0, c1, addend, output, 8 * block + 2 * outputChannels)
            store(d0, d1, addend, output, 8 * block + 3 * outputChannels)
        }
    }

    @inline(__always)
    private func onePixel(
        _ input: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, _ addend: UnsafePointer<Float>?,
        _ output: UnsafeMutablePointer<Float>
    ) {
        let biases = weights.lanes
        var weight = (weights + outputChannels).lanes
        for block in 0..<outputChannels / 8 {
            var (low, high) = (biases[2 * block], biases[2 * block + 1])
            for channel in 0..<inputChannels {
                let x = Lanes(repeating: input[channel])
                low += x * weight[0]
                high += x * weight[1]
                weight += 2
            }
            store(low, high, addend, output, 8 * block)
        }
    }

    @inline(__always)
    private func store(
        _ low: Lanes, _ high: Lanes, _ addend: UnsafePointer<Float>?, _ output: UnsafeMutablePointer<Float>,
        _ offset: Int
    ) {
        let place = (output + offset).lanes
        var (low, high) = (low.activated(activation), high.activated(activation))
        if let addend {
            let added = (addend + offset).lanes
            low += added[0]
            high += added[1]
        }
        place[0] = low
        place[1] = high
    }

    /// Weights with a gate multiplied in: far fewer numbers than the input has.
    func gate(_ weights: UnsafePointer<Float>, by gate: UnsafePointer<Float>, into gated: UnsafeMutablePointer<Float>) {
        for output in 0..<outputChannels { gated[output] = weights[output] }
        let from = (weights + outputChannels).lanes
        let to = (gated + outputChannels).lanes
        for block in 0..<outputChannels / 8 {
            for channel in 0..<inputChannels {
                let factor = Lanes(repeating: gate[channel])
                let index = 2 * (block * inputChannels + channel)
                to[index] = from[index] * factor
                to[index + 1] = from[index + 1] * factor
            }
        }
    }
}
