// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// ADDRESS-ERROR-CODE (RFC 8656, section 18.12): why one of two relayed addresses was not made.
public struct AddressErrorCode: STUNAttribute {
    public static let type = AttributeType.addressErrorCode
    public let family: AddressFamily
    public let code: ErrorCode
    /// UTF-8 for people; a view of the message's bytes.
    public let reason: UnsafeRawBufferPointer

    @inlinable
    public init(_ family: AddressFamily, _ code: ErrorCode) {
        self.family = family
        self.code = code
        reason = UnsafeRawBufferPointer(start: nil, count: 0)
    }

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) {
        guard let family = AddressFamily(rawValue: try value.byte(at: 0)) else { throw value.invalid }
        self.family = family
        code = try value.errorCode()
        reason = try value.slice(from: 4)
    }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) {
        writer.append(UInt16(family.rawValue) << 8)
        writer.append(code)
        writer.append(reason)
    }
}
