// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import BackgroundBlur

@Suite("Activations")
struct ActivationTests {
    @Test("rectified and hard swish, at their corners too")
    func corners() {
        let numbers: [Lanes] = [[-5, -3, -1.5, -0.0], [0, 1, 3, 7]]
        #expect(numbers.map { $0.activated(.none) } == numbers)
        #expect(numbers.map { $0.activated(.logistic) } == numbers, "is done afterwards")
        #expect(numbers.map { $0.activated(.rectified) } == [[0, 0, 0, 0], [0, 1, 3, 7]])
        let swish: [[Float]] = [[0, 0, -0.375, 0], [0, 2.0 / 3, 3, 7]]
        for (lanes, expected) in zip(numbers, swish) {
            for index in 0..<4 { #expect(abs(lanes.activated(.hardSwish)[index] - expected[index]) < 1e-6) }
        }
    }

    @Test("logistic within 3·10⁻⁷ everywhere, saturated beyond")
    func logistic() {
        for step in -40_000...40_000 {
            let number = Float(step) / 1000
            let expected = 1 / (1 + exp(-Double(number)))
            #expect(abs(Double(Lanes(repeating: number).logistic[0]) - expected) < 3e-7)
        }
        let beyond = Lanes(-1000, -.greatestFiniteMagnitude, 1000, .greatestFiniteMagnitude).logistic
        #expect(beyond[0] < 1e-30 && beyond[1] < 1e-30 && beyond[2] == 1 && beyond[3] == 1)
    }

    @Test("every binary16")
    func halves() {
        for bits in UInt16.min...UInt16.max where HalfFloat.isFinite(bits) {
            #expect(HalfFloat.value(bits).bitPattern == Float(Float16(bitPattern: bits)).bitPattern)
        }
        for bits: UInt16 in [0x7c00, 0xfc00, 0x7c01, 0x7e00] { #expect(!HalfFloat.isFinite(bits)) }
    }
}
