// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One step of a network. Value 0 is the picture, layer i makes value i + 1, and a layer reads only values before its own.
public struct Layer: Equatable, Sendable {
    public static let byteCount = 12

    public var kind: LayerKind
    public var activation: Activation
    /// The side of the kernel, where the kind leaves a choice.
    public var kernel: Int
    public var stride: Int
    /// Channels of the result, where the kind leaves a choice.
    public var channels: Int
    public var input: Int
    /// The value of 1×1 pixels that the input (of `merge`, the addend) is multiplied by. 0: none.
    public var gate: Int
    /// The value that is added. 0: none.
    public var addend: Int

    public init(
        _ kind: LayerKind, of input: Int, channels: Int = 0, activation: Activation = .none, kernel: Int = 1,
        stride: Int = 1,
        gate: Int = 0, addend: Int = 0
    ) {
        self.kind = kind
        self.activation = activation
        self.kernel = kernel
        self.stride = stride
        self.channels = channels
        self.input = input
        self.gate = gate
        self.addend = addend
    }

    func reads(_ value: Int) -> Bool { input == value || gate == value || addend == value }

    /// Reads the twelve bytes at an offset; nil where a kind or an activation is unknown.
    init?(reading bytes: FileBytes, at offset: Int) {
        guard let kind = LayerKind(rawValue: bytes.uint8(at: offset)),
            let activation = Activation(rawValue: bytes.uint8(at: offset + 1))
        else { return nil }
        self.init(
            kind, of: Int(bytes.uint16(at: offset + 6)), channels: Int(bytes.uint16(at: offset + 4)),
            activation: activation,
            kernel: Int(bytes.uint8(at: offset + 2)), stride: Int(bytes.uint8(at: offset + 3)),
            gate: Int(bytes.uint16(at: offset + 8)), addend: Int(bytes.uint16(at: offset + 10)))
    }

    func write(into bytes: inout [UInt8]) {
        bytes += [kind.rawValue, activation.rawValue, UInt8(kernel), UInt8(stride)]
        for number in [channels, input, gate, addend] { bytes += [UInt8(number & 0xff), UInt8(number >> 8)] }
    }
}
