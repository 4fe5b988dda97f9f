// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// USERNAME (RFC 8489, section 14.3): who signs, fewer than 509 bytes, already prepared as an OpaqueString (RFC 8265).
public struct Username: TextAttribute {
    public static let type = AttributeType.username
    public static let maximumByteCount = 508
    public let bytes: UnsafeRawBufferPointer

    @inlinable
    public init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
}
