// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// SOFTWARE (RFC 8489, section 14.14): the name of the program, for people.
public struct Software: TextAttribute {
    public static let type = AttributeType.software
    public static let maximumByteCount = 509
    public let bytes: UnsafeRawBufferPointer

    @inlinable
    public init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
}
