// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ICalendar
import OutgoingHTTP

/// Why a calendar was not fetched. The raw value stands in the table, and behind `offer_failure_` in the catalogs.
public enum FeedFailure: String, Error, Sendable, CaseIterable {
    case badAddress = "bad_address"
    case notPublic = "not_public"
    case unresolved
    case unreachable
    case certificate
    case timedOut = "timed_out"
    /// More than 5 MB, or more events than are read.
    case tooLarge = "too_large"
    case badRedirect = "bad_redirect"
    /// 401 or 403.
    case notAllowed = "not_allowed"
    /// 404 or 410.
    case gone
    /// Any other status.
    case refused
    /// What came is no calendar.
    case notACalendar = "not_a_calendar"

    /// Nil when nothing failed: the request was only broken off or put off.
    init?(_ error: OutgoingError) {
        switch error {
        case .badAddress: self = .badAddress
        case .notPublic: self = .notPublic
        case .unresolved: self = .unresolved
        case .unreachable: self = .unreachable
        case .certificate: self = .certificate
        case .timedOut: self = .timedOut
        case .tooLarge: self = .tooLarge
        case .badRedirect: self = .badRedirect
        case .malformed: self = .notACalendar
        case .busy, .cancelled: return nil
        }
    }

    init(status: Int) {
        self =
            switch status {
            case 401, 403: .notAllowed
            case 404, 410: .gone
            default: .refused
            }
    }

    init(_ error: FeedError) {
        self = [.notACalendar, .tooDeep].contains(error) ? .notACalendar : .tooLarge
    }
}
