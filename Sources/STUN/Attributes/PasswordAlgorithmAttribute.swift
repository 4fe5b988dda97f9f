// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// PASSWORD-ALGORITHM (RFC 8489, section 14.12): what the client made its key with.
public struct PasswordAlgorithmAttribute: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.passwordAlgorithm
    public let algorithm: PasswordAlgorithm
    /// The known algorithms have no parameters; a request that gives some asks for something else.
    public let hasParameters: Bool

    @inlinable
    public init(_ algorithm: PasswordAlgorithm) {
        self.algorithm = algorithm
        hasParameters = false
    }

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) {
        algorithm = PasswordAlgorithm(rawValue: try value.uint16(at: 0))
        let length = Int(try value.uint16(at: 2))
        guard value.count == 4 + length || value.count == 4 + (length + 3) & ~3 else { throw value.invalid }
        hasParameters = length > 0
    }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) {
        writer.append(algorithm.rawValue)
        writer.append(UInt16(0))
    }
}
