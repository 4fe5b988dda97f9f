// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import BackgroundBlur

@Suite("The memory plan")
struct MemoryPlanTests {
    @Test("two values that are needed at the same time never overlap", arguments: 0..<200)
    func overlaps(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let lives: [MemoryPlan.Life?] = (0..<Int.random(in: 1...60, using: &random)).map { _ in
            guard Int.random(in: 0..<8, using: &random) > 0 else { return nil }
            let first = Int.random(in: 0..<40, using: &random)
            return .init(
                count: 8 * Int.random(in: 1...100, using: &random), first: first,
                last: first + Int.random(in: 0..<12, using: &random))
        }
        let plan = MemoryPlan(lives)
        for one in lives.indices {
            guard let life = lives[one] else { continue }
            #expect(
                plan.offsets[one] >= 0 && plan.offsets[one] % 8 == 0 && plan.offsets[one] + life.count <= plan.count)
            for other in lives.indices where other > one {
                guard let second = lives[other], life.first <= second.last, second.first <= life.last else { continue }
                #expect(
                    plan.offsets[one] + life.count <= plan.offsets[other]
                        || plan.offsets[other] + second.count <= plan.offsets[one])
            }
        }
    }

    @Test("values that follow each other share a place")
    func sharing() {
        let plan = MemoryPlan([
            .init(count: 8, first: 0, last: 1), .init(count: 8, first: 1, last: 2), .init(count: 8, first: 2, last: 3),
        ])
        #expect(plan.count == 16)
        #expect(plan.offsets[0] == plan.offsets[2])
    }

    @Test("a layer that feeds the next is never stored, and what it reads lives until then")
    func feeding() throws {
        let layers = [
            Layer(.picture, of: 0, channels: 8, kernel: 3, stride: 2), Layer(.pointwise, of: 1, channels: 64),
            Layer(.depthwise, of: 2, kernel: 3), Layer(.pointwise, of: 3, channels: 8),
            Layer(.mask, of: 4, activation: .logistic),
        ]
        let network = try Network(layers: layers, weightCount: 224 + 576 + 640 + 520 + 36, width: 16, height: 16)
        #expect(network.steps.map(\.feedsNext) == [false, true, false, false, false])
        let lives = network.lives
        #expect(lives[2] == nil)
        #expect(lives[1]?.last == 2)
    }
}
