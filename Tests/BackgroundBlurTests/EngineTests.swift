// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import BackgroundBlur

@Suite("The engine")
struct EngineTests {
    @Test("a mask of every size that is a multiple of sixteen", arguments: [(16, 16), (48, 32), (80, 16), (128, 80)])
    func sizes(width: Int, height: Int) throws {
        let picture = SmallNetwork.picture(width: width, height: height, seed: 1)
        let mask = try SmallNetwork.mask(SmallNetwork.file(seed: 2), width: width, height: height, picture: picture)
        #expect(mask.allSatisfy { $0 > 0 && $0 < 1 })
        #expect(Set(mask).count > mask.count / 2)
    }

    @Test("nothing of one picture is left for the next")
    func fresh() throws {
        let pictures = (0..<2).map { SmallNetwork.picture(width: 32, height: 16, seed: $0) }
        let masks = try SmallNetwork.masks(
            SmallNetwork.file(seed: 3), width: 32, height: 16, pictures: [pictures[0], pictures[1], pictures[0]])
        #expect(masks[0].numbers == masks[2].numbers)
        #expect(masks[0].numbers != masks[1].numbers)
        for mask in masks { #expect(zip(mask.bytes, mask.numbers).allSatisfy { abs(Float($0) - $1 * 255) <= 0.51 }) }
    }

    @Test("a convolution that is made row by row gives what a stored one gives")
    func feeding() throws {
        let weights = SmallNetwork.weights(seed: 4, count: 224 + 72 + 208 + 36)
        let layers = [
            Layer(.picture, of: 0, channels: 8, kernel: 3, stride: 2), Layer(.pointwise, of: 1, channels: 8),
            Layer(.depthwise, of: 2, activation: .rectified, kernel: 5), Layer(.mask, of: 3, activation: .logistic),
        ]
        // A second reader, whose result nobody wants, has the value stored.
        var stored = layers
        stored.insert(Layer(.mean, of: 2), at: 3)
        let picture = SmallNetwork.picture(width: 48, height: 32, seed: 5)
        let masks = try [layers, stored].map {
            try SmallNetwork.mask(
                ModelFile.encode(layers: $0, weights: weights), width: 48, height: 32, picture: picture)
        }
        #expect(masks[0] == masks[1])
    }

    @Test("more memory than an engine may take is refused")
    func memory() {
        // Sixteen values of a quarter of a million pixels each, all needed to the end.
        var layers = [Layer(.picture, of: 0, channels: 64, kernel: 3, stride: 2)]
        layers += (0..<9).map { _ in Layer(.pointwise, of: 1, channels: 64) }
        layers += (2...10).map { Layer(.pointwise, of: 1, channels: 64, addend: $0) }
        layers.append(Layer(.mask, of: 1, activation: .logistic))
        let count = 64 * 28 + 18 * 64 * 65 + 4 * 65
        let file = ModelFile.encode(layers: layers, weights: [UInt16](repeating: 0, count: count))
        #expect(throws: PreparationError.noMemory) {
            _ = try SmallNetwork.mask(file, width: 512, height: 512, picture: [])
        }
    }
}
