// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The weight file: a header of sixteen bytes, the layers, then every layer's weights as binary16, in the order in which
/// the operators read them (see `LayerWeights`).
///
///     0  4 bytes  "VVBB"
///     4  UInt16   version, 1
///     6  UInt16   layers
///     8  UInt32   weights
///     12 UInt32   checksum of all that follows
public struct ModelFile {
    static let magic: UInt32 = 0x4242_5656
    static let version: UInt16 = 1
    static let headerByteCount = 16
    static let mostLayers = 256

    public let layers: [Layer]
    public let weightCount: Int
    private let bytes: FileBytes

    /// Reads and checks a file. The bytes must stay where they are for as long as weights are read.
    public init(_ file: UnsafeRawBufferPointer) throws(PreparationError) {
        let bytes = FileBytes(file)
        guard bytes.count >= Self.headerByteCount, bytes.uint32(at: 0) == Self.magic else { throw .damagedFile }
        guard bytes.uint16(at: 4) == Self.version else { throw .otherShape }
        let layerCount = Int(bytes.uint16(at: 6))
        let body = bytes.count - Self.headerByteCount - layerCount * Layer.byteCount
        // Compared as unsigned 64 bits, because an Int of WebAssembly holds only 32.
        guard body >= 0, UInt64(body) == UInt64(bytes.uint32(at: 8)) * 2,
            bytes.checksum(from: Self.headerByteCount) == bytes.uint32(at: 12)
        else { throw .damagedFile }
        guard layerCount > 0, layerCount <= Self.mostLayers else { throw .otherShape }
        var layers: [Layer] = []
        layers.reserveCapacity(layerCount)
        for index in 0..<layerCount {
            guard let layer = Layer(reading: bytes, at: Self.headerByteCount + index * Layer.byteCount) else {
                throw .otherShape
            }
            layers.append(layer)
        }
        self.layers = layers
        self.weightCount = body / 2
        self.bytes = bytes
    }

    /// The bits of a weight below `weightCount`.
    func weight(_ index: Int) -> UInt16 {
        bytes.uint16(at: Self.headerByteCount + layers.count * Layer.byteCount + index * 2)
    }

    /// - Parameter weights: binary16, the layers' one after the other.
    public static func encode(layers: [Layer], weights: [UInt16]) -> [UInt8] {
        var body: [UInt8] = []
        for layer in layers { layer.write(into: &body) }
        for weight in weights { body += [UInt8(weight & 0xff), UInt8(weight >> 8)] }
        let checksum = body.withUnsafeBytes { FileBytes($0).checksum(from: 0) }
        var file: [UInt8] = []
        func append(_ number: UInt32, bytes: Int) {
            for index in 0..<bytes { file.append(UInt8(truncatingIfNeeded: number >> (8 * UInt32(index)))) }
        }
        append(magic, bytes: 4)
        append(UInt32(version), bytes: 2)
        append(UInt32(layers.count), bytes: 2)
        append(UInt32(weights.count), bytes: 4)
        append(checksum, bytes: 4)
        return file + body
    }
}
