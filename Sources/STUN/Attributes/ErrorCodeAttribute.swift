// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// ERROR-CODE (RFC 8489, section 14.8): number and reason of an error response.
public struct ErrorCodeAttribute: STUNAttribute {
    public static let type = AttributeType.errorCode
    public let code: ErrorCode
    /// UTF-8 for people, at most 763 bytes; a view of the message's bytes.
    public let reason: UnsafeRawBufferPointer

    @inlinable
    public init(_ code: ErrorCode) {
        self.code = code
        reason = UnsafeRawBufferPointer(start: nil, count: 0)
    }

    /// With the RFC's phrase as the reason.
    public init(withPhrase code: ErrorCode) {
        self.code = code
        reason = UnsafeRawBufferPointer(start: code.phrase.utf8Start, count: code.phrase.utf8CodeUnitCount)
    }

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) {
        code = try value.errorCode()
        reason = try value.slice(from: 4)
    }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) {
        writer.append(UInt16(0))
        writer.append(code)
        writer.append(reason)
    }
}

extension AttributeValue {
    /// Class and number in the third and fourth byte.
    @inlinable
    func errorCode() throws(STUNError) -> ErrorCode {
        let hundreds = UInt16(try byte(at: 2) & 7)
        let rest = UInt16(try byte(at: 3))
        guard rest < 100, let code = ErrorCode(rawValue: hundreds * 100 + rest) else { throw invalid }
        return code
    }
}

extension STUNMessageWriter {
    @inlinable
    mutating func append(_ code: ErrorCode) {
        append(UInt8(code.rawValue / 100))
        append(UInt8(code.rawValue % 100))
    }
}
