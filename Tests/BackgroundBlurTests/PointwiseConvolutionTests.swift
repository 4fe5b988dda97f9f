// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import BackgroundBlur

@Suite("1×1 convolutions")
struct PointwiseConvolutionTests {
    /// Output o of pixel (x, y) is o·x − y + ½.
    static let weights: [Float] =
        [Float](repeating: 0.5, count: 16) + (0..<8).map(Float.init) + [Float](repeating: -1, count: 8)
        + (8..<16).map(Float.init) + [Float](repeating: -1, count: 8)

    /// Outputs 0 to 15 of a pixel.
    private func expected(_ x: Float, _ y: Float) -> [Float] { (0..<16).map { Float($0) * x - y + 0.5 } }

    private func run(
        _ pixels: [(Float, Float)], activation: Activation = .none, gate: [Float]? = nil, addend: [Float]? = nil
    ) -> [Float] {
        let convolution = PointwiseConvolution(inputChannels: 2, outputChannels: 16, activation: activation)
        let (input, output) = (Numbers(pixels.flatMap { [$0.0, $0.1] }), Numbers(count: pixels.count * 16))
        let (weights, gated, added) = (Numbers(Self.weights), Numbers(count: 48), addend.map(Numbers.init))
        var used = weights
        if let gate {
            convolution.gate(weights.reading, by: Numbers(gate).reading, into: gated.start)
            used = gated
        }
        convolution.run(
            input.reading, pixels: pixels.count, weights: used.reading, addend: added?.reading, into: output.start)
        return output.all
    }

    @Test("every output of every pixel, also of those beyond a multiple of four", arguments: 1...9)
    func outputs(count: Int) {
        let pixels = (0..<count).map { (Float($0), Float(10 * $0)) }
        #expect(run(pixels) == pixels.flatMap(expected))
    }

    @Test("the activation comes before the addend")
    func addend() {
        let output = run([(1, 9)], activation: .rectified, addend: [Float](repeating: -2, count: 16))
        #expect(output == expected(1, 9).map { max($0, 0) - 2 })
    }

    @Test("the logistic function, of every pixel")
    func logistic() {
        let output = run((0..<5).map { (Float($0) / 8, 0) }, activation: .logistic)
        for index in 0..<80 {
            let expected = 1 / (1 + exp(-Double(index / 16 * (index % 16)) / 8 - 0.5))
            #expect(abs(Double(output[index]) - expected) < 3e-7)
        }
    }

    @Test("a gate multiplies the input's channels, not the bias")
    func gate() {
        let output = run([(2, 3), (1, 1), (0, 1), (4, 0), (5, 5)], gate: [0.5, 2])
        #expect(Array(output[..<16]) == expected(1, 6))
        #expect(Array(output[64...]) == expected(2.5, 10))
    }
}
