// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The first 16 bits of a message: method and class mixed (RFC 8489, figure 3).
@frozen
public struct MessageType: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt16

    /// The two bits in front of the type belong to the framing and are taken off.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue & 0x3fff }

    @inlinable
    public init(_ messageClass: MessageClass, _ method: STUNMethod) {
        let bits = method.rawValue
        let spread = bits & 0x00f | (bits & 0x070) << 1 | (bits & 0xf80) << 2
        let mark = UInt16(messageClass.rawValue)
        rawValue = spread | (mark & 1) << 4 | (mark & 2) << 7
    }

    @inlinable
    public var messageClass: MessageClass {
        switch rawValue & 0x0110 {
        case 0x0000: .request
        case 0x0010: .indication
        case 0x0100: .successResponse
        default: .errorResponse
        }
    }

    @inlinable
    public var method: STUNMethod {
        STUNMethod(rawValue: rawValue & 0x00f | (rawValue & 0x0e0) >> 1 | (rawValue & 0x3e00) >> 2)
    }
}
