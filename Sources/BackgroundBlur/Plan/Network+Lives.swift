// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Network {
    /// How long each value is needed. A layer's result is written while its inputs are still read, which is in the next step
    /// for one that feeds it.
    var lives: [MemoryPlan.Life?] {
        var last = [Int](repeating: 0, count: shapes.count)
        for (index, step) in steps.enumerated() {
            for value in [step.layer.input, step.layer.gate, step.layer.addend] {
                last[value] = step.feedsNext ? index + 1 : index
            }
        }
        return shapes.indices.map { value in
            guard value > 0, value < shapes.count - 1, !steps[value - 1].feedsNext else { return nil }
            return MemoryPlan.Life(count: shapes[value].count, first: value - 1, last: max(last[value], value - 1))
        }
    }

    /// Numbers that one step at a time needs beside its values.
    var scratchCount: Int { steps.reduce(0) { max($0, $1.scratchCount) } }
}

extension Step {
    fileprivate var scratchCount: Int {
        switch layer.kind {
        case .picture: PictureConvolution.scratchCount(input)
        case .pointwise: layer.gate == 0 ? 0 : weightCount
        case .depthwise: DepthwiseConvolution.scratchCount(layer, output: output)
        case .merge: input.rowCount
        case .mean, .mask: 0
        }
    }
}
