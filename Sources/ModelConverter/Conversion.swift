// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import BackgroundBlur

/// Turns a model's operators into the engine's layers. What the engine does in one layer is several operators of the model:
/// activations and sums go into the convolution before them, products with a gate into the one behind, and a convolution of an
/// enlarged value is done before the enlargement, which gives the same with a quarter of the work.
struct Conversion {
    /// What a tensor of the model is in terms of values of the engine.
    indirect enum Source: Equatable {
        case value(Int)
        case gated(Int, by: Int)
        case enlarged(Source)
        case sum(Source, Source)
    }

    let graph: Graph
    private(set) var layers: [Layer] = []
    private(set) var weights: [UInt16] = []
    private var sources: [Int: Source]
    /// Tensors of binary16 behind the operators that make them numbers.
    private var constants: [Int: Int] = [:]
    /// Operators that have gone into another's layer.
    private var done: Set<Int> = []

    init(_ graph: Graph) throws(ConversionError) {
        self.graph = graph
        sources = [graph.input: .value(0)]
        for index in graph.operators.indices where !done.contains(index) { try convert(index) }
    }

    private mutating func convert(_ index: Int) throws(ConversionError) {
        let operation = graph.operators[index]
        switch operation.kind {
        case .dequantize:
            constants[operation.output] = operation.inputs[0]
        case .convolution:
            try convertConvolution(index)
        case .depthwiseConvolution:
            try convertDepthwise(index)
        case .mean:
            switch try source(operation.inputs[0]) {
            case .value(let value): add(Layer(.mean, of: value), makes: operation.output)
            case .sum(.value(let value), .enlarged(.value(let small))):
                add(Layer(.mean, of: value, addend: small), makes: operation.output)
            default: throw .unsupported(.mean, operator: index)
            }
        case .multiply:
            guard case .value(let value) = try source(operation.inputs[0]),
                case .value(let gate) = try source(operation.inputs[1]),
                graph.shape(operation.inputs[1]).dropLast().allSatisfy({ $0 == 1 })
            else { throw .unsupported(.multiply, operator: index) }
            sources[operation.output] = .gated(value, by: gate)
        case .add:
            try convertSum(index)
        case .resizeBilinear:
            let (small, large) = (graph.shape(operation.inputs[0]), graph.shape(operation.output))
            guard small[1] * 2 == large[1], small[2] * 2 == large[2], try operation.options?.byte(3) == 1 else {
                throw .unsupported(.resizeBilinear, operator: index)
            }
            sources[operation.output] = .enlarged(try source(operation.inputs[0]))
        case .custom:
            try convertMask(index)
        case .rectify, .hardSwish, .logistic:
            // Each follows a convolution, which takes it in.
            throw .unsupported(operation.kind, operator: index)
        }
    }

    // MARK: Convolutions

    private mutating func convertConvolution(_ index: Int) throws(ConversionError) {
        let operation = graph.operators[index]
        let kernel = graph.shape(operation.inputs[1])
        if operation.inputs[0] == graph.input {
            guard kernel[1...] == [3, 3, 3], try operation.options?.int(1) == 2, try operation.options?.int(2) == 2
            else {
                throw .unsupported(.convolution, operator: index)
            }
            try appendBlocks(operation)
            let (activation, output) = takeActivation(operation.output)
            let layer = Layer(.picture, of: 0, channels: kernel[0], activation: activation, kernel: 3, stride: 2)
            return add(layer, makes: output)
        }
        guard kernel[1] == 1, kernel[2] == 1, try operation.options?.int(1) == 1 else {
            throw .unsupported(.convolution, operator: index)
        }
        try appendBlocks(operation)
        var (isEnlarged, source) = (false, try source(operation.inputs[0]))
        if case .enlarged(let small) = source { (isEnlarged, source) = (true, small) }
        let (activation, output) = takeActivation(operation.output)
        var layer: Layer
        switch source {
        case .value(let value): layer = Layer(.pointwise, of: value, channels: kernel[0], activation: activation)
        case .gated(let value, let gate):
            layer = Layer(.pointwise, of: value, channels: kernel[0], activation: activation, gate: gate)
        default: throw .unsupported(.convolution, operator: index)
        }
        // An enlargement and a convolution may only change places when nothing bends between them.
        guard !isEnlarged || activation == .none else { throw .unsupported(.convolution, operator: index) }
        if isEnlarged {
            add(layer, makes: output)
            sources[output] = .enlarged(.value(layers.count))
        } else {
            let sum = takeSum(output) { _ in true }
            layer.addend = sum?.addend ?? 0
            add(layer, makes: sum?.output ?? output)
        }
    }

    private mutating func convertDepthwise(_ index: Int) throws(ConversionError) {
        let operation = graph.operators[index]
        let kernel = graph.shape(operation.inputs[1])
        guard let options = operation.options, case .value(let value) = try source(operation.inputs[0]),
            kernel[1] == kernel[2],
            try options.int(1) == options.int(2), try options.int(3) == 1
        else { throw .unsupported(.depthwiseConvolution, operator: index) }
        weights += try halves(operation.inputs[2]) + halves(operation.inputs[1])
        let (activation, output) = takeActivation(operation.output)
        let sum = takeSum(output) { $0 == value }
        let layer = Layer(
            .depthwise, of: value, activation: activation, kernel: kernel[1], stride: try options.int(1),
            addend: sum?.addend ?? 0)
        add(layer, makes: sum?.output ?? output)
    }

    private mutating func convertMask(_ index: Int) throws(ConversionError) {
        let operation = graph.operators[index]
        let kernel = graph.shape(operation.inputs[1])
        guard case .value(let value) = try source(operation.inputs[0]), kernel[..<3] == [1, 2, 2] else {
            throw .unsupported(.custom, operator: index)
        }
        let (numbers, bias) = (try halves(operation.inputs[1]), try halves(operation.inputs[2]))
        weights += [UInt16](repeating: bias[0], count: 4)
        for channel in 0..<kernel[3] { weights += (0..<4).map { numbers[$0 * kernel[3] + channel] } }
        let (activation, output) = takeActivation(operation.output)
        add(Layer(.mask, of: value, activation: activation), makes: output)
    }

    /// The weights of a convolution in blocks of eight outputs, which lie innermost.
    private mutating func appendBlocks(_ operation: Graph.Operator) throws(ConversionError) {
        let kernel = graph.shape(operation.inputs[1])
        let each = kernel[1] * kernel[2] * kernel[3]
        let numbers = try halves(operation.inputs[1])
        weights += try halves(operation.inputs[2])
        for block in stride(from: 0, to: kernel[0], by: 8) {
            for place in 0..<each { weights += (block..<min(block + 8, kernel[0])).map { numbers[$0 * each + place] } }
        }
    }

    // MARK: Sums

    private mutating func convertSum(_ index: Int) throws(ConversionError) {
        let operation = graph.operators[index]
        let (left, right) = (try source(operation.inputs[0]), try source(operation.inputs[1]))
        switch (left, right) {
        case (.gated(let value, let gate), .enlarged(.value(let small))):
            add(Layer(.merge, of: small, gate: gate, addend: value), makes: operation.output)
        case (.value, .enlarged(.value)):
            sources[operation.output] = .sum(left, right)
        default:
            throw .unsupported(.add, operator: index)
        }
    }

    /// The activation that follows a tensor, and the tensor behind it.
    private mutating func takeActivation(_ tensor: Int) -> (Activation, Int) {
        guard let reader = graph.onlyReader(tensor) else { return (.none, tensor) }
        let activation: Activation
        switch graph.operators[reader].kind {
        case .rectify: activation = .rectified
        case .hardSwish: activation = .hardSwish
        case .logistic: activation = .logistic
        default: return (.none, tensor)
        }
        done.insert(reader)
        return (activation, graph.operators[reader].output)
    }

    /// The value that is added to a tensor by its only reader, and the tensor behind it.
    private mutating func takeSum(_ tensor: Int, where isAllowed: (Int) -> Bool) -> (addend: Int, output: Int)? {
        guard let reader = graph.onlyReader(tensor), graph.operators[reader].kind == .add,
            let other = graph.operators[reader].inputs.first(where: { $0 != tensor }),
            case .value(let addend) = sources[other], isAllowed(addend), graph.shape(other) == graph.shape(tensor)
        else { return nil }
        done.insert(reader)
        return (addend, graph.operators[reader].output)
    }

    // MARK: Values

    private mutating func add(_ layer: Layer, makes tensor: Int) {
        layers.append(layer)
        sources[tensor] = .value(layers.count)
    }

    private func source(_ tensor: Int) throws(ConversionError) -> Source {
        guard let source = sources[tensor] else { throw .unreadTensor(tensor) }
        return source
    }

    private func halves(_ tensor: Int) throws(ConversionError) -> [UInt16] {
        guard let constant = constants[tensor] else { throw .unreadTensor(tensor) }
        return graph.halves(constant)
    }
}
