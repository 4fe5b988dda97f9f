// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// Why a request is refused. Each case has its words in the catalogs (`error_<reason>`).
enum WebError: Error, Equatable {
    case notFound
    /// A link of ours that was used already, has run out, or never was: the answer is the same.
    case deadLink
    /// A call's or an appointment's link that leads nowhere: cut off, mistyped, or replaced by a newer one.
    case unknownLink
    /// A form that is not ours, not UTF-8, or has fields it should not have.
    case malformed
    case tooLarge
    /// Not from a page of ours, by `Origin` and `Sec-Fetch-Site`.
    case wrongOrigin
    /// The form's token is missing or old.
    case formExpired
    /// Signed in, but not for this.
    case notAllowed
    /// This address asks for a host that we are not.
    case wrongHost
    /// Too many tries; seconds until the next one counts.
    case tooMany(retryAfter: Int)
    case methodNotAllowed
    /// The database is locked, the disk is full: nothing was changed, trying again helps.
    case unavailable
    case failed

    var status: HTTPResponse.Status {
        switch self {
        case .notFound, .deadLink, .unknownLink: .notFound
        case .malformed: .badRequest
        case .tooLarge: .contentTooLarge
        case .wrongOrigin, .formExpired, .notAllowed: .forbidden
        case .wrongHost: .misdirectedRequest
        case .tooMany: .tooManyRequests
        case .methodNotAllowed: .methodNotAllowed
        case .unavailable: .serviceUnavailable
        case .failed: .internalServerError
        }
    }

    /// The last part of the catalog's key, and the `type` of problem details.
    var reason: String {
        switch self {
        case .notFound: "not_found"
        case .deadLink: "dead_link"
        case .unknownLink: "unknown_link"
        case .malformed: "malformed"
        case .tooLarge: "too_large"
        case .wrongOrigin: "wrong_origin"
        case .formExpired: "form_expired"
        case .notAllowed: "not_allowed"
        case .wrongHost: "wrong_host"
        case .tooMany: "too_many"
        case .methodNotAllowed: "method_not_allowed"
        case .unavailable: "unavailable"
        case .failed: "failed"
        }
    }
}
