// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import BackgroundBlur

/// Weight files with a right checksum and layers made at random, near to what is right. The pages' program stops at a read out
/// of bounds; here every run is inside of one block of memory, whose plan the checks must have made true.
@Suite("Fuzz: weight files")
struct FuzzWeightFileTests {
    @Test("each is refused or runs", arguments: 0..<400)
    func files(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var layers = SmallNetwork.layers
        for _ in 0..<Int.random(in: 1...4, using: &random) { Self.change(&layers, &random) }
        // The count that these layers want, if they fit together at all.
        var count = 0
        for layer in layers { count += Self.weightCount(layer, layers) }
        let file = ModelFile.encode(layers: layers, weights: SmallNetwork.weights(seed: seed, count: count))
        let picture = SmallNetwork.picture(width: 32, height: 16, seed: seed)
        do {
            let mask = try SmallNetwork.mask(file, width: 32, height: 16, picture: picture)
            #expect(mask.count == 512)
        } catch let error as PreparationError {
            #expect(error != .damagedFile)
        }
    }

    private static func change(_ layers: inout [Layer], _ random: inout SeededGenerator) {
        let index = Int.random(in: layers.indices, using: &random)
        let value = Int.random(in: 0...layers.count, using: &random)
        switch Int.random(in: 0..<9, using: &random) {
        case 0: layers[index].input = value
        case 1: layers[index].gate = value
        case 2: layers[index].addend = value
        case 3: layers[index].channels = 8 * Int.random(in: 0...5, using: &random)
        case 4: layers[index].kernel = Int.random(in: 0...5, using: &random)
        case 5: layers[index].stride = Int.random(in: 0...2, using: &random)
        case 6: layers[index].kind = LayerKind(rawValue: .random(in: 1...6, using: &random)) ?? .mean
        case 7: layers.swapAt(index, Int.random(in: layers.indices, using: &random))
        default: layers.insert(layers[index], at: index)
        }
    }

    private static func weightCount(_ layer: Layer, _ layers: [Layer]) -> Int {
        LayerWeights.count(layer, input: Shape(height: 1, width: 1, channels: channels(layer.input, layers, depth: 0)))
    }

    private static func channels(_ value: Int, _ layers: [Layer], depth: Int) -> Int {
        guard value > 0, value <= layers.count, depth <= layers.count else { return 3 }
        let layer = layers[value - 1]
        switch layer.kind {
        case .picture, .pointwise: return layer.channels
        case .mask: return 1
        case .depthwise, .mean, .merge: return channels(layer.input, layers, depth: depth + 1)
        }
    }
}
