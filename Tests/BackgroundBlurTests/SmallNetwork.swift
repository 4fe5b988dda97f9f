// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import BackgroundBlur
import TestSupport

/// A network with every kind of layer, for pictures of any size, with weights from a seed.
enum SmallNetwork {
    static let layers = [
        Layer(.picture, of: 0, channels: 8, activation: .hardSwish, kernel: 3, stride: 2),
        Layer(.pointwise, of: 1, channels: 16, activation: .rectified),
        Layer(.depthwise, of: 2, activation: .hardSwish, kernel: 5, stride: 2),
        Layer(.mean, of: 3),
        Layer(.pointwise, of: 4, channels: 16, activation: .logistic),
        Layer(.pointwise, of: 3, channels: 8, gate: 5),
        Layer(.mean, of: 1, addend: 6),
        Layer(.merge, of: 6, gate: 7, addend: 1),
        Layer(.depthwise, of: 8, activation: .rectified, kernel: 3, addend: 8),
        Layer(.pointwise, of: 9, channels: 8, addend: 1),
        Layer(.mask, of: 10, activation: .logistic),
    ]

    /// What each layer takes, in the order of the layers.
    static let weightCount = 224 + 144 + 416 + 272 + 136 + 80 + 72 + 36

    static func weights(seed: UInt64, count: Int = weightCount) -> [UInt16] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in Float16(Float.random(in: -0.4...0.4, using: &random)).bitPattern }
    }

    static func file(seed: UInt64) -> [UInt8] { ModelFile.encode(layers: layers, weights: weights(seed: seed)) }

    static func picture(width: Int, height: Int, seed: UInt64) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        return (0..<width * height * 4).map { _ in .random(in: 0...255, using: &random) }
    }

    /// The masks of pictures, one engine for all.
    static func masks(_ file: [UInt8], width: Int, height: Int, pictures: [[UInt8]]) throws -> [Mask] {
        try file.withUnsafeBytes { bytes in
            let engine = try Engine(file: bytes, width: width, height: height)
            return pictures.map { picture in
                engine.input.update(from: picture, count: picture.count)
                engine.run()
                return Mask(
                    numbers: Array(UnsafeBufferPointer(start: engine.maskNumbers, count: width * height)),
                    bytes: Array(UnsafeBufferPointer(start: engine.mask, count: width * height)))
            }
        }
    }

    static func mask(_ file: [UInt8], width: Int, height: Int, picture: [UInt8]) throws -> [Float] {
        try masks(file, width: width, height: height, pictures: [picture])[0].numbers
    }

    struct Mask {
        let numbers: [Float]
        let bytes: [UInt8]
    }
}
