// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why a request to an address that a person typed got no usable answer. The raw value is what tables and catalogs know.
public enum OutgoingError: String, Error, Sendable, CaseIterable {
    /// Not `http://` or `https://` with a host, or with user, password, blanks, or a port below 1024 that is not the web's.
    case badAddress = "bad_address"
    /// The host, or where it redirects to, is no address of the public internet and none that the operator allowed.
    case notPublic = "not_public"
    /// The name has no address.
    case unresolved
    case unreachable
    /// No secure connection: an unknown, wrong or expired certificate.
    case certificate
    case timedOut = "timed_out"
    /// More bytes than allowed, unpacked, or endless headers.
    case tooLarge = "too_large"
    /// Too many redirects, or one that is not followed: another scheme, a port that was not asked for, no address.
    case badRedirect = "bad_redirect"
    /// What came is no HTTP.
    case malformed
    /// Too much else is being fetched.
    case busy
    /// The task was cancelled.
    case cancelled

    /// Trying the same address again is of no use.
    public var isPermanent: Bool { self == .badAddress || self == .notPublic }
}
