// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// Every address of the site. `pattern` registers the route, `path` writes the link; no path stands anywhere else.
enum SiteURL: Sendable, Equatable {
    case home
    case setUp(token: String)
    case setUpDone
    case login
    case logout
    case forgotPassword
    case password(token: String)
    case invitation(token: String)
    case desk
    case newAppointment
    case deskAppointment(id: String)
    case confirmAppointment(id: String)
    case declineAppointment(id: String)
    case cancelAppointment(id: String)
    case heldAppointment(id: String)
    case missedAppointment(id: String)
    case moveAppointment(id: String)
    case proposeTimes(id: String)
    case runningLate(id: String)
    case sendTestLink(id: String)
    case appointmentCode(id: String)
    case deskCalendar
    case deskCalendarHours
    case deskCalendarGrid
    case deskMail
    case deskMailItem(id: String)
    case deskMailPart(id: String, part: String)
    case deskMailFile(id: String)
    case sendMailAgain(id: String)
    case deskSettings
    case newRoomLink
    case tryItNow
    case changedHours
    case deskRoom
    case roomCode
    case offer(OfferURL)
    case admin
    case adminInvite
    case adminPractice
    case adminBooking
    case adminMailTrial
    case adminFigures
    case adminClient
    case exportClient
    case eraseClient
    case adminPerson(id: String)
    case disablePerson(id: String)
    case enablePerson(id: String)
    case client(token: String)
    case cancelByClient(token: String)
    case addressOfClient(token: String)
    case clientTest(token: String)
    case book(slug: String)
    case calendarOut(token: String)
    case moveByClient(token: String)
    case moveByClientTo(token: String, slot: String)
    case proposals(token: String)
    case clientCalendar(token: String)
    case clientReadiness(token: String)
    case booked(token: String)
    case bookType(slug: String, type: String)
    case releaseHold(slug: String, type: String)
    case bookSlot(slug: String, type: String, slot: String)
    case bookKnown(slug: String, type: String, slot: String)
    case embedScript
    case room(slug: String)
    case personal(slug: String, token: String)
    case deviceTest
    case help
    case privacy
    case legal
    case language
    case signalling
    case renewTicket
    case relayTest
    case apiDocument
    case apiAppointments
    case apiAppointment(id: String)
    case apiMoveAppointment(id: String)
    case apiCancelAppointment(id: String)
    case apiTypes
    case apiSlots
    case asset(path: String)
    case healthz
    case readyz
    case metrics

    /// The concrete path, percent-encoding nothing: every token and slug is made of URL-safe characters.
    var path: String {
        switch self {
        case .home: "/"
        case .setUp(let token): "/setup/\(token)"
        case .setUpDone: "/desk/welcome"
        case .login: "/login"
        case .logout: "/logout"
        case .forgotPassword: "/password"
        case .password(let token): "/password/\(token)"
        case .invitation(let token): "/invitation/\(token)"
        case .desk: "/desk"
        case .newAppointment: "/desk/appointments"
        case .deskAppointment(let id): "/desk/appointments/\(id)"
        case .confirmAppointment(let id): "/desk/appointments/\(id)/confirm"
        case .declineAppointment(let id): "/desk/appointments/\(id)/decline"
        case .cancelAppointment(let id): "/desk/appointments/\(id)/cancel"
        case .heldAppointment(let id): "/desk/appointments/\(id)/held"
        case .missedAppointment(let id): "/desk/appointments/\(id)/missed"
        case .moveAppointment(let id): "/desk/appointments/\(id)/move"
        case .proposeTimes(let id): "/desk/appointments/\(id)/proposals"
        case .runningLate(let id): "/desk/appointments/\(id)/late"
        case .sendTestLink(let id): "/desk/appointments/\(id)/test-link"
        case .appointmentCode(let id): "/desk/appointments/\(id)/link.svg"
        case .deskCalendar: "/desk/calendar"
        case .deskCalendarHours: "/desk/calendar/hours"
        case .deskCalendarGrid: "/desk/calendar/grid.css"
        case .deskMail: "/desk/mail"
        case .deskMailItem(let id): "/desk/mail/\(id)"
        case .deskMailPart(let id, let part): "/desk/mail/\(id)/parts/\(part)"
        case .deskMailFile(let id): "/desk/mail/\(id)/message.eml"
        case .sendMailAgain(let id): "/desk/mail/\(id)/again"
        case .deskSettings: "/desk/settings"
        case .newRoomLink: "/desk/settings/room-link"
        case .tryItNow: "/desk/try"
        case .changedHours: "/desk/hours"
        case .deskRoom: "/desk/room"
        case .roomCode: "/desk/room/link.svg"
        case .offer(let url): "/desk/booking\(url.path)"
        case .admin: "/admin"
        case .adminInvite: "/admin/invitations"
        case .adminPractice: "/admin/practice"
        case .adminBooking: "/admin/booking"
        case .adminMailTrial: "/admin/mail-trial"
        case .adminFigures: "/admin/figures"
        case .adminClient: "/admin/client"
        case .exportClient: "/admin/client/export"
        case .eraseClient: "/admin/client/erase"
        case .adminPerson(let id): "/admin/people/\(id)"
        case .disablePerson(let id): "/admin/people/\(id)/disable"
        case .enablePerson(let id): "/admin/people/\(id)/enable"
        case .client(let token): "/appointments/\(token)"
        case .cancelByClient(let token): "/appointments/\(token)/cancel"
        case .addressOfClient(let token): "/appointments/\(token)/address"
        case .clientTest(let token): "/appointments/\(token)/test"
        case .book(let slug): "/book/\(slug)"
        case .calendarOut(let token): "/calendar/\(token)/appointments.ics"
        case .moveByClient(let token): "/appointments/\(token)/move"
        case .moveByClientTo(let token, let slot): "/appointments/\(token)/move/\(slot)"
        case .proposals(let token): "/appointments/\(token)/proposals"
        case .clientCalendar(let token): "/appointments/\(token)/calendar.ics"
        case .clientReadiness(let token): "/appointments/\(token)/readiness"
        case .booked(let token): "/appointments/\(token)/booked"
        case .bookType(let slug, let type): "/book/\(slug)/\(type)"
        case .releaseHold(let slug, let type): "/book/\(slug)/\(type)/release"
        case .bookSlot(let slug, let type, let slot): "/book/\(slug)/\(type)/\(slot)"
        case .bookKnown(let slug, let type, let slot): "/book/\(slug)/\(type)/\(slot)/known"
        case .embedScript: "/embed.js"
        case .room(let slug): "/call/\(slug)"
        case .personal(let slug, let token): "/call/\(slug)/\(token)"
        case .deviceTest: "/test"
        case .help: "/help"
        case .privacy: "/privacy"
        case .legal: "/legal"
        case .language: "/language"
        case .signalling: "/ws"
        case .renewTicket: "/api/v1/tickets"
        case .relayTest: "/api/v1/relay-test"
        case .apiDocument: "/api/openapi.json"
        case .apiAppointments: "/api/v1/appointments"
        case .apiAppointment(let id): "/api/v1/appointments/\(id)"
        case .apiMoveAppointment(let id): "/api/v1/appointments/\(id)/move"
        case .apiCancelAppointment(let id): "/api/v1/appointments/\(id)/cancel"
        case .apiTypes: "/api/v1/types"
        case .apiSlots: "/api/v1/slots"
        case .asset(let path): "/assets/\(path)"
        case .healthz: "/healthz"
        case .readyz: "/readyz"
        case .metrics: "/metrics"
        }
    }

    /// The route's pattern: the path with `:names` in place of what varies.
    var pattern: RouterPath { RouterPath(path) }

    /// Parameters' names for patterns: `SiteURL.personal(slug: .slug, token: .token).pattern`.
    enum Parameter {
        static let slug = ":slug"
        static let token = ":token"
        static let id = ":id"
        static let part = ":part"
        static let type = ":type"
        static let slot = ":slot"
        static let kind = ":kind"
        static let language = ":language"
    }
}
