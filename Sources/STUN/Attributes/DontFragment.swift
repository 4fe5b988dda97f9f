// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// DONT-FRAGMENT (RFC 8656, section 18.9): the DF bit shall be set towards the peer. Its presence is all it says.
public struct DontFragment: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.dontFragment

    @inlinable
    public init() {}

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) { try value.require(count: 0) }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) {}
}
