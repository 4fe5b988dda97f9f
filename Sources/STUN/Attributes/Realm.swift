// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// REALM (RFC 8489, section 14.9): the name under which a password is valid, without quotation marks.
public struct Realm: TextAttribute {
    public static let type = AttributeType.realm
    public static let maximumByteCount = 509
    public let bytes: UnsafeRawBufferPointer

    @inlinable
    public init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
}
