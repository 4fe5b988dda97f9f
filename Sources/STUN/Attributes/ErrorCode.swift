// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The number of an error, 300 to 699 (RFC 8489, section 14.8; RFC 8656, section 19).
@frozen
public struct ErrorCode: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt16

    @inlinable
    public init?(rawValue: UInt16) {
        guard 300...699 ~= rawValue else { return nil }
        self.rawValue = rawValue
    }

    @inlinable
    init(known rawValue: UInt16) { self.rawValue = rawValue }

    public static let tryAlternate = ErrorCode(known: 300)
    public static let badRequest = ErrorCode(known: 400)
    public static let unauthenticated = ErrorCode(known: 401)
    public static let forbidden = ErrorCode(known: 403)
    public static let unknownAttribute = ErrorCode(known: 420)
    public static let allocationMismatch = ErrorCode(known: 437)
    public static let staleNonce = ErrorCode(known: 438)
    public static let addressFamilyNotSupported = ErrorCode(known: 440)
    public static let wrongCredentials = ErrorCode(known: 441)
    public static let unsupportedTransportProtocol = ErrorCode(known: 442)
    public static let peerAddressFamilyMismatch = ErrorCode(known: 443)
    public static let connectionAlreadyExists = ErrorCode(known: 446)
    public static let connectionTimeoutOrFailure = ErrorCode(known: 447)
    public static let allocationQuotaReached = ErrorCode(known: 486)
    public static let serverError = ErrorCode(known: 500)
    public static let insufficientCapacity = ErrorCode(known: 508)

    /// The phrase that the RFC gives the number; empty for other numbers.
    public var phrase: StaticString {
        switch self {
        case .tryAlternate: "Try Alternate"
        case .badRequest: "Bad Request"
        case .unauthenticated: "Unauthenticated"
        case .forbidden: "Forbidden"
        case .unknownAttribute: "Unknown Attribute"
        case .allocationMismatch: "Allocation Mismatch"
        case .staleNonce: "Stale Nonce"
        case .addressFamilyNotSupported: "Address Family not Supported"
        case .wrongCredentials: "Wrong Credentials"
        case .unsupportedTransportProtocol: "Unsupported Transport Protocol"
        case .peerAddressFamilyMismatch: "Peer Address Family Mismatch"
        case .connectionAlreadyExists: "Connection Already Exists"
        case .connectionTimeoutOrFailure: "Connection Timeout or Failure"
        case .allocationQuotaReached: "Allocation Quota Reached"
        case .serverError: "Server Error"
        case .insufficientCapacity: "Insufficient Capacity"
        default: ""
        }
    }
}
