// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// DATA (RFC 8656, section 18.4): what is relayed, as a view of the message's bytes. May be empty.
public struct DataAttribute: STUNAttribute {
    public static let type = AttributeType.data
    /// The payload of the largest UDP datagram.
    public static let maximumByteCount = 65_507
    public let bytes: UnsafeRawBufferPointer

    /// Throws `invalidAttribute` for more than a datagram can hold.
    @inlinable
    public init(_ bytes: UnsafeRawBufferPointer) throws(STUNError) {
        guard bytes.count <= Self.maximumByteCount else { throw .invalidAttribute(.data) }
        self.bytes = bytes
    }

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) { bytes = value.bytes }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) { writer.append(bytes) }
}
