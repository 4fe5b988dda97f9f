// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// ALTERNATE-DOMAIN (RFC 8489, section 14.16): the name that the certificate of the alternate server bears.
public struct AlternateDomain: TextAttribute {
    public static let type = AttributeType.alternateDomain
    public static let maximumByteCount = 255
    public let bytes: UnsafeRawBufferPointer

    @inlinable
    public init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
}
