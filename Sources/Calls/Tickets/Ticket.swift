// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a page was given to open its signalling socket: who it is (a page load), which room, and by which right.
public struct Ticket: Sendable, Equatable {
    /// By which right the page speaks to the room.
    public enum Bearer: Sendable, Equatable {
        /// A practitioner's page. `login` is the stored hash of the login session: the ticket dies with it.
        case host(account: String, login: String)
        /// A client's page on a personal link. A `revision` older than the appointment's link is dead.
        case personal(appointment: String, revision: Int, source: String)
        /// A page on the room's link, which is dead when the room has another `slug`.
        case roomLink(slug: String, source: String)
    }

    /// The page load: 128 random bits as 22 URL-safe characters.
    public let page: String
    public let room: String
    public let bearer: Bearer
    public let expires: Date

    /// Whether it is one of this appointment's personal link.
    func isOf(_ appointmentID: String) -> Bool {
        if case .personal(appointmentID, _, _) = bearer { true } else { false }
    }

    public var isHost: Bool {
        if case .host = bearer { true } else { false }
    }
}

public enum TicketError: Error, Equatable, Sendable {
    /// Not a ticket of ours: shape or signature.
    case invalid
    /// Ours, but past its time: renew it.
    case expired
    /// Too long past its time to be renewed, or the login it came from is not the one that renews it.
    case notRenewable
    /// Too many tickets from this address, or from this address for this link.
    case tooMany
}
