// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How a key is made from a password (RFC 8489, section 18.5).
@frozen
public struct PasswordAlgorithm: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt16

    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let md5 = PasswordAlgorithm(rawValue: 1)
    public static let sha256 = PasswordAlgorithm(rawValue: 2)

    @inlinable
    public var isKnown: Bool { self == .md5 || self == .sha256 }
}
