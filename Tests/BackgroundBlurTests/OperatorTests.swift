// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import BackgroundBlur

@Suite("The other operators")
struct OperatorTests {
    @Test("the picture's three colours, black beyond its right and lower edge")
    func picture() {
        let shape = Shape(height: 4, width: 16, channels: 3)
        // Red counts columns, green rows, blue is 1; the fourth byte must not matter.
        var bytes: [UInt8] = []
        for row in 0..<4 { for column in 0..<16 { bytes += [UInt8(column), UInt8(row), 1, 200] } }
        // Outputs: the sums of red, green and blue; the last pixel's red; five times the bias.
        var weights = [Float](repeating: 0, count: 8) + [Float](repeating: 0, count: 27 * 8)
        for pixel in 0..<9 { for colour in 0..<3 { weights[8 + (3 * pixel + colour) * 8 + colour] = 1 } }
        weights[8 + 24 * 8 + 3] = 1
        weights[4] = -2
        let scratch = Numbers([Float](repeating: 99, count: PictureConvolution.scratchCount(shape)))
        let output = Numbers(count: 2 * 8 * 8)
        PictureConvolution(input: shape, outputChannels: 8, activation: .none)
            .run(bytes, weights: Numbers(weights).reading, scratch: scratch.start, into: output.start)
        #expect(output.channel(0, of: 8) == [9, 27, 45, 63, 81, 99, 117, 87, 6, 18, 30, 42, 54, 66, 78, 58])
        #expect(output.channel(1, of: 8) == [9, 9, 9, 9, 9, 9, 9, 6, 15, 15, 15, 15, 15, 15, 15, 10])
        #expect(output.channel(2, of: 8) == [9, 9, 9, 9, 9, 9, 9, 6, 6, 6, 6, 6, 6, 6, 6, 4])
        #expect(output.channel(3, of: 8) == [2, 4, 6, 8, 10, 12, 14, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(output.channel(4, of: 8) == [Float](repeating: -2, count: 16))
    }

    @Test("means of one value, and of two of different sizes", arguments: 1...9)
    func means(pixels: Int) {
        let input = Numbers((0..<pixels).flatMap { pixel in (0..<8).map { Float(pixel * $0) } })
        let output = Numbers(count: 8)
        ChannelMeans.run(input.reading, Shape(height: 1, width: pixels, channels: 8), into: output.start)
        let middle = Float(pixels - 1) / 2
        for channel in 0..<8 { #expect(abs(output.all[channel] - middle * Float(channel)) < 1e-5) }
        let other = Numbers([Float](repeating: 1, count: 8) + [Float](repeating: 4, count: 8))
        ChannelMeans.add(other.reading, Shape(height: 2, width: 1, channels: 8), to: output.start)
        for channel in 0..<8 { #expect(abs(output.all[channel] - middle * Float(channel) - 2.5) < 1e-5) }
    }

    @Test(
        "an enlargement takes three quarters of its own pixel and one of the neighbour, and adds the other value gated")
    func merge() {
        let input = Numbers([0, 4, 8, 0].flatMap { [Float](repeating: $0, count: 8) })
        let addend = Numbers([Float](repeating: 100, count: 16 * 8))
        let (scratch, output) = (Numbers(count: 16), Numbers(count: 16 * 8))
        let merge = Merge(input: Shape(height: 2, width: 2, channels: 8))
        let enlarged: [Float] = [0, 1, 3, 4, 2, 2.25, 2.75, 3, 6, 4.75, 2.25, 1, 8, 6, 2, 0]
        merge.run(input.reading, addend: addend.reading, gate: nil, scratch: scratch.start, into: output.start)
        #expect(output.channel(7, of: 8) == enlarged.map { $0 + 100 })
        let gate = Numbers((0..<8).map { Float($0) / 4 })
        merge.run(input.reading, addend: addend.reading, gate: gate.reading, scratch: scratch.start, into: output.start)
        for channel in 0..<8 { #expect(output.channel(channel, of: 8) == enlarged.map { $0 + 25 * Float(channel) }) }
    }

    @Test("a pixel becomes four of the mask")
    func mask() {
        let shape = Shape(height: 1, width: 8, channels: 8)
        let input = Numbers((0..<8).flatMap { [Float($0)] + [Float](repeating: 0, count: 7) })
        // The four corners weigh the first channel by 0, 1, -1 and 100.
        var weights = [Float](repeating: 0, count: 36)
        (weights[4], weights[5], weights[6], weights[7]) = (0, 1, -1, 100)
        let (mask, bytes) = (Numbers(count: 32), Numbers(count: 8))
        let byteStart = UnsafeMutableRawPointer(bytes.start).bindMemory(to: UInt8.self, capacity: 32)
        MaskConvolution(input: shape).run(
            input.reading, weights: Numbers(weights).reading, into: mask.start, bytes: byteStart)
        #expect(mask.channel(0, of: 2)[..<8].allSatisfy { $0 == 0.5 })
        #expect(abs(mask.all[3] - 0.7310586) < 1e-6)
        #expect(abs(mask.all[18] - 0.26894143) < 1e-6)
        #expect(mask.all[17] == 0.5 && mask.all[19] > 0.999_999)
        #expect((byteStart[0], byteStart[3], byteStart[18], byteStart[19]) == (128, 186, 69, 255))
    }
}
