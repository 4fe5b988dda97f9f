// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The operators of a model in the order in which they run, and its tensors.
struct Graph {
    struct Operator {
        let kind: BuiltinOperator
        let inputs: [Int]
        let output: Int
        /// The table of its choices, of a form that depends on the kind.
        let options: FlatTable?
    }

    let operators: [Operator]
    let input: Int
    let output: Int
    private let shapes: [[Int]]
    private let contents: [ArraySlice<UInt8>]
    private var readers: [Int: [Int]] = [:]

    init(_ file: [UInt8]) throws(ConversionError) {
        let model = try FlatTable(root: file)
        let (codes, buffers) = (try model.tables(1), try model.tables(4))
        guard let graph = try model.tables(2).first else { throw .cut(at: file.count) }
        var (shapes, contents): ([[Int]], [ArraySlice<UInt8>]) = ([], [])
        for tensor in try graph.tables(0) {
            shapes.append(try tensor.ints(0))
            let buffer = try tensor.int(2)
            guard buffers.indices.contains(buffer) else { throw .cut(at: file.count) }
            contents.append(try buffers[buffer].bytes(0))
        }
        var operators: [Operator] = []
        for table in try graph.tables(3) {
            let code = try table.int(0)
            guard codes.indices.contains(code), let output = try table.ints(2).first else { throw .cut(at: file.count) }
            let inputs = try table.ints(1)
            guard (inputs + [output]).allSatisfy(shapes.indices.contains) else { throw .cut(at: file.count) }
            operators.append(
                Operator(kind: try Self.kind(codes[code]), inputs: inputs, output: output, options: try table.table(4)))
        }
        guard let input = try graph.ints(1).first, let output = try graph.ints(2).first else {
            throw .cut(at: file.count)
        }
        (self.operators, self.input, self.output) = (operators, input, output)
        (self.shapes, self.contents) = (shapes, contents)
        for (index, operation) in operators.enumerated() {
            for input in Set(operation.inputs) { readers[input, default: []].append(index) }
        }
    }

    /// Height, width, channels; the first dimension counts pictures and is 1.
    func shape(_ tensor: Int) -> [Int] { shapes[tensor] }

    /// A constant's numbers as the bits of binary16.
    func halves(_ tensor: Int) -> [UInt16] {
        let bytes = Array(contents[tensor])
        return stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
    }

    /// The only operator that reads a tensor, if it is only one.
    func onlyReader(_ tensor: Int) -> Int? {
        guard let all = readers[tensor], all.count == 1, tensor != output else { return nil }
        return all[0]
    }

    private static func kind(_ code: FlatTable) throws(ConversionError) -> BuiltinOperator {
        // The first field is from the time when a byte was enough for the number.
        let number = max(try code.byte(0), try code.int(3))
        let name = String(decoding: try code.bytes(1), as: UTF8.self)
        guard let kind = BuiltinOperator(rawValue: number), kind != .custom || name == "Convolution2DTransposeBias"
        else {
            throw .unknownOperator(code: number, name: name)
        }
        return kind
    }
}
