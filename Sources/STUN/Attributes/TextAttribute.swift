// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// An attribute whose value is UTF-8 text. It is read as a view of the message's bytes; longer than its section allows
/// is still read (the credential check refuses it), longer is never written.
public protocol TextAttribute: STUNAttribute {
    /// The most bytes that are written.
    static var maximumByteCount: Int { get }
    var bytes: UnsafeRawBufferPointer { get }
    init(bytes: UnsafeRawBufferPointer)
}

extension TextAttribute {
    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) { self.init(bytes: value.bytes) }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) { writer.append(bytes) }

    /// A copy of the text, or nil where the bytes are not UTF-8.
    public var text: String? { String(validating: bytes, as: UTF8.self) }

    @inlinable
    public func equals(_ other: String) -> Bool { bytes.elementsEqual(other.utf8) }
}
