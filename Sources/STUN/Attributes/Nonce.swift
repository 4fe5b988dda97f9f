// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// NONCE (RFC 8489, section 14.10): the server's mark of time, which may begin with the security features.
public struct Nonce: TextAttribute {
    public static let type = AttributeType.nonce
    public static let maximumByteCount = 509
    public let bytes: UnsafeRawBufferPointer

    @inlinable
    public init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
}
