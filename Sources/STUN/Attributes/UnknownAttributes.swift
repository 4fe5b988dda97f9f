// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// UNKNOWN-ATTRIBUTES (RFC 8489, section 14.13): what was not understood. Keeps the first sixteen different types, so
/// that a request full of nonsense neither allocates nor draws a long answer.
public struct UnknownAttributes: STUNAttribute, Hashable, Sendable, Sequence {
    public static let type = AttributeType.unknownAttributes
    public static let capacity = 16
    @usableFromInline var types = SIMD16<UInt16>()
    public private(set) var count = 0

    public init() {}

    public init(_ types: some Sequence<AttributeType>) {
        for type in types { insert(type) }
    }

    public var isEmpty: Bool { count == 0 }

    public func contains(_ type: AttributeType) -> Bool {
        for index in 0..<count where types[index] == type.rawValue { return true }
        return false
    }

    /// Does nothing when the type is there already or the list is full.
    public mutating func insert(_ type: AttributeType) {
        guard count < Self.capacity, !contains(type) else { return }
        types[count] = type.rawValue
        count += 1
    }

    public func makeIterator() -> some IteratorProtocol<AttributeType> {
        let types = types
        return (0..<count).lazy.map { AttributeType(rawValue: types[$0]) }.makeIterator()
    }

    public init(reading value: AttributeValue) throws(STUNError) {
        guard value.count & 1 == 0 else { throw value.invalid }
        for offset in stride(from: 0, to: value.count, by: 2) {
            insert(AttributeType(rawValue: try value.uint16(at: offset)))
        }
    }

    public func write(into writer: inout STUNMessageWriter) {
        for index in 0..<count { writer.append(types[index]) }
    }
}
