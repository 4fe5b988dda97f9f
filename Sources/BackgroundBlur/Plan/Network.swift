// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The layers at one size of picture: every shape known, everything that an operator relies on checked.
struct Network {
    /// What a value may measure at most. Offsets then stay below 2³⁰ with as many layers as a file may have, which an Int
    /// of WebAssembly holds.
    static let longestSide = 512
    static let mostChannels = 256
    static let mostNumbers = 1 << 22

    /// Shapes of the values; the first is the picture.
    private(set) var shapes: [Shape]
    private(set) var steps: [Step] = []

    /// - Parameters:
    ///   - width: the picture's, a multiple of 16 like its height.
    init(layers: [Layer], weightCount: Int, width: Int, height: Int) throws(PreparationError) {
        guard width > 0, height > 0, width % 16 == 0, height % 16 == 0, max(width, height) <= Self.longestSide else {
            throw .otherShape
        }
        shapes = [Shape(height: height, width: width, channels: 3)]
        var weights = 0
        for layer in layers {
            let output = try outputShape(layer, isLast: steps.count == layers.count - 1)
            let input = shapes[layer.input]
            let count = LayerWeights.count(layer, input: input)
            steps.append(Step(layer: layer, input: input, output: output, firstWeight: weights, weightCount: count))
            shapes.append(output)
            weights += count
        }
        guard layers.last?.kind == .mask, weights == weightCount else { throw .otherShape }
        for index in steps.indices.dropLast() { steps[index].feedsNext = feedsNext(index) }
    }

    private func feedsNext(_ index: Int) -> Bool {
        let (layer, next) = (steps[index].layer, steps[index + 1].layer)
        guard layer.kind == .pointwise, layer.gate == 0, layer.addend == 0, next.kind == .depthwise,
            next.input == index + 1
        else {
            return false
        }
        return !steps[(index + 2)...].contains { $0.layer.reads(index + 1) }
    }

    private func outputShape(_ layer: Layer, isLast: Bool) throws(PreparationError) -> Shape {
        guard layer.input < shapes.count, layer.gate < shapes.count, layer.addend < shapes.count,
            // Only the first operator can read the picture, which is no value of the arena.
            (layer.kind == .picture) == (layer.input == 0)
        else { throw .otherShape }
        let input = shapes[layer.input]
        let output: Shape? =
            switch layer.kind {
            case .picture: pictureShape(layer)
            case .pointwise: pointwiseShape(layer, input: input)
            case .depthwise: depthwiseShape(layer, input: input)
            case .mean: meanShape(layer, input: input)
            case .merge: mergeShape(layer, input: input)
            case .mask: isLast ? maskShape(layer, input: input) : nil
            }
        guard let output, max(output.height, output.width) <= Self.longestSide, output.channels <= Self.mostChannels,
            output.count <= Self.mostNumbers
        else { throw .otherShape }
        return output
    }

    private func pictureShape(_ layer: Layer) -> Shape? {
        guard layer.kernel == 3, layer.stride == 2, isWhole(layer.channels), layer.gate == 0, layer.addend == 0,
            layer.activation != .logistic
        else {
            return nil
        }
        return Shape(height: shapes[0].height / 2, width: shapes[0].width / 2, channels: layer.channels)
    }

    private func pointwiseShape(_ layer: Layer, input: Shape) -> Shape? {
        guard isWhole(layer.channels), isGate(layer.gate, channels: input.channels),
            layer.activation != .logistic || layer.addend == 0
        else { return nil }
        let output = Shape(height: input.height, width: input.width, channels: layer.channels)
        return layer.addend == 0 || shapes[layer.addend] == output ? output : nil
    }

    private func depthwiseShape(_ layer: Layer, input: Shape) -> Shape? {
        guard layer.kernel == 3 || layer.kernel == 5, layer.stride == 1 || layer.stride == 2, layer.gate == 0,
            layer.activation != .logistic,
            layer.addend == 0 || (layer.addend == layer.input && layer.stride == 1)
        else { return nil }
        return Shape(
            height: (input.height + layer.stride - 1) / layer.stride,
            width: (input.width + layer.stride - 1) / layer.stride,
            channels: input.channels)
    }

    private func meanShape(_ layer: Layer, input: Shape) -> Shape? {
        guard layer.gate == 0, layer.activation == .none,
            layer.addend == 0 || shapes[layer.addend].channels == input.channels
        else { return nil }
        return Shape(height: 1, width: 1, channels: input.channels)
    }

    private func mergeShape(_ layer: Layer, input: Shape) -> Shape? {
        let output = Shape(height: input.height * 2, width: input.width * 2, channels: input.channels)
        guard layer.addend != 0, shapes[layer.addend] == output, isGate(layer.gate, channels: input.channels),
            layer.activation == .none
        else { return nil }
        return output
    }

    /// The mask has the picture's size.
    private func maskShape(_ layer: Layer, input: Shape) -> Shape? {
        guard input.height * 2 == shapes[0].height, input.width * 2 == shapes[0].width, layer.activation == .logistic,
            layer.gate == 0, layer.addend == 0
        else { return nil }
        return Shape(height: shapes[0].height, width: shapes[0].width, channels: 1)
    }

    private func isGate(_ value: Int, channels: Int) -> Bool {
        value == 0 || shapes[value] == Shape(height: 1, width: 1, channels: channels)
    }

    /// Operators work on blocks of eight channels.
    private func isWhole(_ channels: Int) -> Bool { channels > 0 && channels % 8 == 0 && channels <= Self.mostChannels }
}
