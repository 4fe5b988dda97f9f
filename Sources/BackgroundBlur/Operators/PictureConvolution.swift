// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The first layer: a 3×3 convolution with stride 2 of the picture's bytes, padded by zeros to the right and below.
struct PictureConvolution {
    let input: Shape
    let outputChannels: Int
    let activation: Activation

    /// Three rows of the picture as numbers, each with one black pixel behind it.
    static func scratchCount(_ input: Shape) -> Int { 3 * rowCount(input) }
    private static func rowCount(_ input: Shape) -> Int { 4 * (input.width + 1) }

    /// - Parameters:
    ///   - picture: four bytes a pixel.
    ///   - weights: as `LayerWeights` says, divided by 255.
    func run(
        _ picture: UnsafePointer<UInt8>, weights: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Float>,
        into output: UnsafeMutablePointer<Float>
    ) {
        let rowCount = Self.rowCount(input)
        var (top, middle, bottom) = (scratch, scratch + rowCount, scratch + 2 * rowCount)
        read(row: 0, of: picture, into: top)
        for row in 0..<input.height / 2 {
            read(row: 2 * row + 1, of: picture, into: middle)
            read(row: 2 * row + 2, of: picture, into: bottom)
            let place = output + row * (input.width / 2) * outputChannels
            for pixel in stride(from: 0, to: input.width / 2, by: 4) {
                fourPixels(top, middle, bottom, 8 * pixel, weights, place + pixel * outputChannels)
            }
            (top, bottom) = (bottom, top)
        }
    }

    private func read(row: Int, of picture: UnsafePointer<UInt8>, into numbers: UnsafeMutablePointer<Float>) {
        let place = numbers.lanes
        guard row < input.height else {
            for pixel in 0...input.width { place[pixel] = Lanes() }
            return
        }
        let bytes = UnsafeRawPointer(picture + row * input.width * 4).assumingMemoryBound(to: SIMD4<UInt8>.self)
        for pixel in 0..<input.width { place[pixel] = Lanes(bytes[pixel]) }
        place[input.width] = Lanes()
    }

    /// The width is a multiple of 16, so that four pixels of the result are always there.
    @inline(__always)
    private func fourPixels(
        _ top: UnsafeMutablePointer<Float>, _ middle: UnsafeMutablePointer<Float>,
        _ bottom: UnsafeMutablePointer<Float>,
        _ offset: Int, _ weights: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>
    ) {
        let biases = weights.lanes
        var weight = (weights + outputChannels).lanes
        for block in 0..<outputChannels / 8 {
            var sums = FourByEight(biases[2 * block], biases[2 * block + 1])
            sums.add(UnsafePointer(top + offset), weight)
            sums.add(UnsafePointer(middle + offset), weight + 18)
            sums.add(UnsafePointer(bottom + offset), weight + 36)
            weight += 54
            sums.store(activation, into: output + 8 * block, step: outputChannels)
        }
    }
}

/// Eight outputs of four pixels.
private struct FourByEight {
    var a0, a1, b0, b1, c0, c1, d0, d1: Lanes

    @inline(__always)
    init(_ low: Lanes, _ high: Lanes) {
        (a0, b0, c0, d0) = (low, low, low, low)
        (a1, b1, c1, d1) = (high, high, high, high)
    }

    /// Three pixels of a row for each of the four, which begin two pixels apart.
    @inline(__always)
    mutating func add(_ row: UnsafePointer<Float>, _ weights: UnsafePointer<Lanes>) {
        var weight = weights
        for pixel in 0..<3 {
            for channel in 0..<3 {
                let (w0, w1) = (weight[0], weight[1])
                weight += 2
                let place = row + 4 * pixel + channel
                let (x, y) = (Lanes(repeating: place[0]), Lanes(repeating: place[8]))
                a0 += x * w0
                a1 += x * w1
                b0 += y * w0
                b1 += y * w1
                let (z, w) = (Lanes(repeating: place[16]), Lanes(repeating: place[24]))
                c0 += z * w0
                c1 += z * w1
                d0 += w * w0
                d1 += w * w1
            }
        }
    }

    @inline(__always)
    func store(_ activation: Activation, into output: UnsafeMutablePointer<Float>, step: Int) {
        store(a0, a1, activation, into: output)
        store(b0, b1, activation, into: output + step)
        store(c0, c1, activation, into: output + 2 * step)
        store(d0, d1, activation, into: output + 3 * step)
    }

    @inline(__always)
    private func store(_ low: Lanes, _ high: Lanes, _ activation: Activation, into output: UnsafeMutablePointer<Float>)
    {
        output.lanes[0] = low.activated(activation)
        output.lanes[1] = high.activated(activation)
    }
}
