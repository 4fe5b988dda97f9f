// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The type of an attribute (RFC 8489, section 14; RFC 8656, section 18).
@frozen
public struct AttributeType: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt16

    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    // Comprehension-required.
    public static let mappedAddress = AttributeType(rawValue: 0x0001)
    public static let username = AttributeType(rawValue: 0x0006)
    public static let messageIntegrity = AttributeType(rawValue: 0x0008)
    public static let errorCode = AttributeType(rawValue: 0x0009)
    public static let unknownAttributes = AttributeType(rawValue: 0x000a)
    public static let channelNumber = AttributeType(rawValue: 0x000c)
    public static let lifetime = AttributeType(rawValue: 0x000d)
    public static let xorPeerAddress = AttributeType(rawValue: 0x0012)
    public static let data = AttributeType(rawValue: 0x0013)
    public static let realm = AttributeType(rawValue: 0x0014)
    public static let nonce = AttributeType(rawValue: 0x0015)
    public static let xorRelayedAddress = AttributeType(rawValue: 0x0016)
    public static let requestedAddressFamily = AttributeType(rawValue: 0x0017)
    public static let evenPort = AttributeType(rawValue: 0x0018)
    public static let requestedTransport = AttributeType(rawValue: 0x0019)
    public static let dontFragment = AttributeType(rawValue: 0x001a)
    public static let messageIntegritySHA256 = AttributeType(rawValue: 0x001c)
    public static let passwordAlgorithm = AttributeType(rawValue: 0x001d)
    public static let userHash = AttributeType(rawValue: 0x001e)
    public static let xorMappedAddress = AttributeType(rawValue: 0x0020)
    public static let reservationToken = AttributeType(rawValue: 0x0022)

    // Comprehension-optional.
    public static let additionalAddressFamily = AttributeType(rawValue: 0x8000)
    public static let addressErrorCode = AttributeType(rawValue: 0x8001)
    public static let passwordAlgorithms = AttributeType(rawValue: 0x8002)
    public static let alternateDomain = AttributeType(rawValue: 0x8003)
    public static let icmp = AttributeType(rawValue: 0x8004)
    public static let software = AttributeType(rawValue: 0x8022)
    public static let alternateServer = AttributeType(rawValue: 0x8023)
    public static let fingerprint = AttributeType(rawValue: 0x8028)

    /// Whoever does not know such an attribute must refuse a request with 420 and drop everything else.
    @inlinable
    public var isComprehensionRequired: Bool { rawValue < 0x8000 }

    /// Whether the type has a name here.
    @inlinable
    public var isDefined: Bool {
        switch rawValue {
        case 0x0001, 0x0006, 0x0008...0x000a, 0x000c, 0x000d, 0x0012...0x001a, 0x001c...0x001e, 0x0020, 0x0022: true
        case 0x8000...0x8004, 0x8022, 0x8023, 0x8028: true
        default: false
        }
    }
}
