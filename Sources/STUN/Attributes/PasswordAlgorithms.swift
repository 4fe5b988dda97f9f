// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// PASSWORD-ALGORITHMS (RFC 8489, section 14.11): what the server offers, the best first. A client sends the list back,
/// and the server refuses one that differs: somebody between them would have cut it.
public struct PasswordAlgorithms: STUNAttribute, Hashable, Sendable, Sequence {
    public static let type = AttributeType.passwordAlgorithms
    /// Longer lists cannot be ours and are refused.
    public static let capacity = 8
    /// SHA-256 before MD5.
    public static let offered = PasswordAlgorithms([.sha256, .md5])
    var algorithms = SIMD8<UInt16>()
    public private(set) var count = 0
    /// Whether one of them has parameters; the known ones have none.
    public private(set) var hasParameters = false

    /// Keeps the first eight.
    public init(_ algorithms: [PasswordAlgorithm]) {
        for algorithm in algorithms.prefix(Self.capacity) {
            self.algorithms[count] = algorithm.rawValue
            count += 1
        }
    }

    public func contains(_ algorithm: PasswordAlgorithm) -> Bool {
        for index in 0..<count where algorithms[index] == algorithm.rawValue { return true }
        return false
    }

    public func makeIterator() -> some IteratorProtocol<PasswordAlgorithm> {
        let algorithms = algorithms
        return (0..<count).lazy.map { PasswordAlgorithm(rawValue: algorithms[$0]) }.makeIterator()
    }

    public init(reading value: AttributeValue) throws(STUNError) {
        var offset = 0
        while offset < value.count {
            guard count < Self.capacity else { throw value.invalid }
            algorithms[count] = try value.uint16(at: offset)
            let length = Int(try value.uint16(at: offset + 2))
            offset += 4 + (length + 3) & ~3
            hasParameters = hasParameters || length > 0
            count += 1
        }
        // The parameters of the last one may come without their padding.
        guard count > 0, offset - value.count < 4, offset == value.count || hasParameters else { throw value.invalid }
    }

    public func write(into writer: inout STUNMessageWriter) {
        for index in 0..<count { writer.append(UInt32(algorithms[index]) << 16) }
    }
}
