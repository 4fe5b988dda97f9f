// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Says of each pixel of a picture how far it is a person. Prepared once for a size, then run for each picture; running
/// takes no memory.
public struct Engine: ~Copyable {
    /// What the values may take, in numbers: the weights are no more than the file holds, the scratch is a few lines.
    static let mostNumbers = 1 << 24

    private let network: Network
    private let offsets: [Int]
    private let memory: EngineMemory

    /// - Parameters:
    ///   - file: a weight file; not needed afterwards.
    ///   - width: the picture's, a multiple of 16 like its height.
    public init(file: UnsafeRawBufferPointer, width: Int, height: Int) throws(PreparationError) {
        let model = try ModelFile(file)
        let network = try Network(layers: model.layers, weightCount: model.weightCount, width: width, height: height)
        let plan = MemoryPlan(network.lives)
        guard plan.count <= Self.mostNumbers,
            let memory = EngineMemory(
                weights: model.weightCount, values: plan.count, scratch: network.scratchCount, pixels: width * height)
        else { throw .noMemory }
        guard Self.decode(model, network, into: memory.weights) else {
            memory.free()
            throw .damagedFile
        }
        self.network = network
        self.offsets = plan.offsets
        self.memory = memory
    }

    deinit { memory.free() }

    /// Four bytes a pixel, of which the fourth is ignored.
    public var input: UnsafeMutablePointer<UInt8> { memory.picture }
    /// A byte a pixel: 0 background, 255 person.
    public var mask: UnsafePointer<UInt8> { UnsafePointer(memory.maskBytes) }
    /// The same from 0 to 1.
    public var maskNumbers: UnsafePointer<Float> { UnsafePointer(memory.mask) }

    public func run() {
        for (index, step) in network.steps.enumerated() where !step.feedsNext { run(step, output: index + 1) }
    }

    private func run(_ step: Step, output: Int) {
        let layer = step.layer
        let weights = UnsafePointer(memory.weights + step.firstWeight)
        let addend = layer.addend == 0 ? nil : value(layer.addend)
        let place = memory.values + offsets[output]
        switch layer.kind {
        case .picture:
            PictureConvolution(input: step.input, outputChannels: layer.channels, activation: layer.activation)
                .run(memory.picture, weights: weights, scratch: memory.scratch, into: place)
        case .pointwise:
            runPointwise(step, weights, addend, place)
        case .depthwise:
            runDepthwise(step, before: network.steps[output - 2], weights, place)
        case .mean:
            ChannelMeans.run(value(layer.input), step.input, into: place)
            if let addend { ChannelMeans.add(addend, network.shapes[layer.addend], to: place) }
        case .merge:
            guard let addend else { return }
            Merge(input: step.input)
                .run(value(layer.input), addend: addend, gate: gate(layer), scratch: memory.scratch, into: place)
        case .mask:
            MaskConvolution(input: step.input)
                .run(value(layer.input), weights: weights, into: memory.mask, bytes: memory.maskBytes)
        }
    }

    private func runPointwise(
        _ step: Step, _ weights: UnsafePointer<Float>, _ addend: UnsafePointer<Float>?,
        _ output: UnsafeMutablePointer<Float>
    ) {
        let convolution = PointwiseConvolution(
            inputChannels: step.input.channels, outputChannels: step.output.channels, activation: step.layer.activation)
        var weights = weights
        if let gate = gate(step.layer) {
            convolution.gate(weights, by: gate, into: memory.scratch)
            weights = UnsafePointer(memory.scratch)
        }
        convolution.run(
            value(step.layer.input), pixels: step.input.pixels, weights: weights, addend: addend, into: output)
    }

    private func runDepthwise(
        _ step: Step, before: Step, _ weights: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>
    ) {
        let convolution = DepthwiseConvolution(layer: step.layer, input: step.input, output: step.output)
        if before.feedsNext {
            let pointwise = PointwiseConvolution(
                inputChannels: before.input.channels, outputChannels: before.output.channels,
                activation: before.layer.activation)
            let (input, rowCount, width) = (value(before.layer.input), before.input.rowCount, before.input.width)
            let inputWeights = UnsafePointer(memory.weights + before.firstWeight)
            convolution.run(weights: weights, scratch: memory.scratch, into: output) { row, place in
                pointwise.run(input + row * rowCount, pixels: width, weights: inputWeights, addend: nil, into: place)
            }
        } else {
            let (input, rowCount) = (value(step.layer.input), step.input.rowCount)
            convolution.run(weights: weights, scratch: memory.scratch, into: output) { row, place in
                place.update(from: input + row * rowCount, count: rowCount)
            }
        }
    }

    private func value(_ index: Int) -> UnsafePointer<Float> { UnsafePointer(memory.values + offsets[index]) }

    private func gate(_ layer: Layer) -> UnsafePointer<Float>? { layer.gate == 0 ? nil : value(layer.gate) }

    /// Takes the weights out of the file; false when one is no number.
    private static func decode(_ model: ModelFile, _ network: Network, into weights: UnsafeMutablePointer<Float>)
        -> Bool
    {
        for step in network.steps {
            for index in step.firstWeight..<step.firstWeight + step.weightCount {
                let bits = model.weight(index)
                guard HalfFloat.isFinite(bits) else { return false }
                // The picture's bytes go up to 255; its biases are as they are.
                let isScaled = step.layer.kind == .picture && index >= step.firstWeight + step.layer.channels
                weights[index] = isScaled ? HalfFloat.value(bits) / 255 : HalfFloat.value(bits)
            }
        }
        return true
    }
}
