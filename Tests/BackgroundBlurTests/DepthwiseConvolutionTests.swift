// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import BackgroundBlur

@Suite("Convolutions of each channel by itself")
struct DepthwiseConvolutionTests {
    /// Eight channels alike; the kernel's numbers are the same in each.
    private func run(
        height: Int, width: Int, kernel: [Float], stride: Int, bias: Float = 0, adds: Bool = false, _ input: [Float]
    ) -> [Float] {
        let side = kernel.count == 9 ? 3 : 5
        let layer = Layer(.depthwise, of: 1, kernel: side, stride: stride, addend: adds ? 1 : 0)
        let (from, to) = (
            Shape(height: height, width: width, channels: 8),
            Shape(height: (height + stride - 1) / stride, width: (width + stride - 1) / stride, channels: 8)
        )
        let values = Numbers(input.flatMap { [Float](repeating: $0, count: 8) })
        let weights = Numbers(
            [Float](repeating: bias, count: 8) + kernel.flatMap { [Float](repeating: $0, count: 8) })
        // What an earlier operator left behind must not matter.
        let scratch = Numbers([Float](repeating: 99, count: DepthwiseConvolution.scratchCount(layer, output: to)))
        let output = Numbers(count: to.count)
        DepthwiseConvolution(layer: layer, input: from, output: to)
            .run(weights: weights.reading, scratch: scratch.start, into: output.start) { row, place in
                place.update(from: values.start + row * width * 8, count: width * 8)
            }
        for channel in 1..<8 { #expect(output.channel(channel, of: 8) == output.channel(0, of: 8)) }
        return output.channel(0, of: 8)
    }

    @Test("a kernel of ones counts the neighbours, fewer at edges")
    func neighbours() {
        let ones = [Float](repeating: 1, count: 15)
        let three = run(height: 3, width: 5, kernel: [Float](repeating: 1, count: 9), stride: 1, ones)
        #expect(three == [4, 6, 6, 6, 4, 6, 9, 9, 9, 6, 4, 6, 6, 6, 4])
        let five = run(height: 3, width: 5, kernel: [Float](repeating: 1, count: 25), stride: 1, ones)
        #expect(five == [9, 12, 15, 12, 9, 9, 12, 15, 12, 9, 9, 12, 15, 12, 9])
    }

    @Test("with stride 2 and an even size the padding is to the right and below")
    func stride() {
        let input = (0..<16).map(Float.init)
        var first = [Float](repeating: 0, count: 9)
        first[0] = 1
        #expect(run(height: 4, width: 4, kernel: first, stride: 2, input) == [0, 2, 8, 10])
        var last = [Float](repeating: 0, count: 9)
        last[8] = 1
        #expect(run(height: 4, width: 4, kernel: last, stride: 2, input) == [10, 0, 0, 0])
        var middle = [Float](repeating: 0, count: 25)
        middle[12] = 1
        // Three zeros in all, one of them before.
        #expect(run(height: 4, width: 4, kernel: middle, stride: 2, input) == [5, 7, 13, 15])
    }

    @Test("with an odd size it is on both sides")
    func oddSize() {
        var middle = [Float](repeating: 0, count: 9)
        middle[4] = 1
        #expect(run(height: 3, width: 3, kernel: middle, stride: 2, (0..<9).map(Float.init)) == [0, 2, 6, 8])
    }

    @Test("a kernel is not turned round")
    func direction() {
        var right = [Float](repeating: 0, count: 9)
        right[5] = 1
        #expect(run(height: 1, width: 6, kernel: right, stride: 1, bias: 1, [1, 2, 3, 4, 5, 6]) == [3, 4, 5, 6, 7, 1])
    }

    @Test("the input may be added")
    func addend() {
        let kernel = [Float](repeating: 1, count: 9)
        #expect(
            run(height: 1, width: 5, kernel: kernel, stride: 1, adds: true, [1, 2, 3, 4, 5]) == [4, 8, 12, 16, 14])
    }

    @Test("more rows than the ring holds", arguments: [1, 2])
    func manyRows(stride: Int) {
        let input = (0..<13 * 2).map { Float($0 / 2) }
        let output = run(height: 13, width: 2, kernel: [Float](repeating: 1, count: 25), stride: stride, input)
        let expected = Swift.stride(from: 0, to: 13, by: stride).flatMap { row -> [Float] in
            let sum = (row - 2...row + 2).filter { (0..<13).contains($0) }.reduce(0, +)
            return [Float](repeating: Float(2 * sum), count: stride == 1 ? 2 : 1)
        }
        #expect(output == expected)
    }
}
