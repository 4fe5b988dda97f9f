// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Calls
import Foundation
import Scheduling
import Storage
import Words

/// Appointments as rows of the desk, in the practitioner's zone and the reader's language.
struct AppointmentRows: Sendable {
    let site: Site
    let account: Account
    let words: Catalog
    /// Of the appointments when this was made, which is before they are read.
    private let revision: String

    init(site: Site, account: Account, words: Catalog) {
        (self.site, self.account, self.words) = (site, account, words)
        revision = site.registry.appointmentsRevision
    }

    var zone: TimeZone { TimeZone(identifier: account.timeZone) ?? .gmt }

    /// What the tables hold of an appointment besides itself.
    struct Extras: Sendable {
        /// To the client, latest first.
        var mails: [OutboxMail] = []
        var attendance: [Attendance] = []
        var readiness: Readiness?
        var standing: SlotStanding?
        var proposals: [Date] = []
    }

    /// - Parameter next: the id of the one that is marked as the next.
    func row(_ details: AppointmentDetails, _ extras: Extras, next: String? = nil) -> AppointmentRow {
        let appointment = details.appointment
        let isOpen = appointment.state == .confirmed && appointment.endsAt > site.clock.now
        let proposal = site.book.proposal(for: appointment, extras.attendance)
        let absence = Absence(extras.attendance, in: details.knockWindow)
        return AppointmentRow(
            id: appointment.id, revision: appointment.revision, client: details.client.name,
            day: words.day(appointment.startsAt, in: zone, now: site.clock.now),
            time: words.exactTime(appointment.startsAt, in: zone), minutes: appointment.lengthMinutes,
            state: ShownState(appointment.state, details.absence),
            mail: extras.mails.first.map {
                MailSummary($0, words: words, zone: zone, sendsMail: site.sendsMail, now: site.clock.now)
            },
            invite: isOpen ? invite(details) : nil,
            isNext: appointment.id == next, canJoin: isOpen && details.knockWindow.opens <= site.clock.now,
            proposal: proposal.map { proposal in
                if proposal == .held { return .held }
                let isWitnessed = site.book.isWitnessed(details, extras.attendance)
                return .missed(isWitnessed ? absence ?? .nobodyCame : .unknown)
            },
            absence: details.absence,
            typeName: appointment.typeName, readiness: readiness(details, extras.readiness),
            request: appointment.state == .requested ? request(appointment, extras) : nil,
            late: isLateable(appointment, next: next)
                ? LateTools(id: appointment.id, delayMinutes: appointment.delayMinutes) : nil)
    }

    /// A delay is told of the next one, and of one that has a delay already: it may become another.
    private func isLateable(_ appointment: Appointment, next: String?) -> Bool {
        guard appointment.state == .confirmed, appointment.endsAt > site.clock.now else { return false }
        let isNear = appointment.startsAt.timeIntervalSince(site.clock.now) < 12 * 3600
        return (appointment.id == next && isNear) || appointment.delayMinutes > 0
    }

    private func readiness(_ details: AppointmentDetails, _ readiness: Readiness?) -> ReadinessLine? {
        let appointment = details.appointment
        guard [.requested, .confirmed].contains(appointment.state), appointment.endsAt > site.clock.now else {
            return nil
        }
        return ReadinessLine(
            mark: ReadinessMark(readiness),
            tested: readiness.map {
                words("desk_ready_at", ["when": moment($0.testedAt), "browser": $0.browser])
            }, sendsTo: site.sendsMail && appointment.state == .confirmed ? appointment.id : nil)
    }

    private func request(_ appointment: Appointment, _ extras: Extras) -> RequestNote {
        let now = site.clock.now
        let standing = extras.standing ?? SlotStanding()
        return RequestNote(
            heldUntil: appointment.holdUntil.flatMap { $0 > now ? moment($0) : nil },
            expires: appointment.expiresAt.map { moment($0) },
            conflicts: standing.confirmed.map { span($0.startsAt, $0.endsAt) + ", " + $0.clientName },
            rivals: standing.rivals.count, isBusyElsewhere: standing.isBusyElsewhere,
            isOutsideHours: standing.isOutsideHours, proposed: extras.proposals.map { moment($0) })
    }

    private func moment(_ date: Date) -> String { words.moment(date, in: zone, now: site.clock.now) }

    private func span(_ start: Date, _ end: Date) -> String {
        words("desk_calendar_span", ["start": words.time(start, in: zone), "end": words.time(end, in: zone)])
    }

    /// The tools to hand the personal link on.
    func invite(_ details: AppointmentDetails) -> InviteTools {
        let clientWords = site.catalogs[details.clientLanguage]
        let link = site.book.joinLink(details)
        return .appointment(
            id: details.appointment.id, clientWords: clientWords, practitioner: details.host.name,
            when: clientWords.moment(details.appointment.startsAt, in: details.clientZone, now: site.clock.now),
            link: link,
            email: details.client.email, phone: details.client.phone,
            code: .appointmentCode(id: details.appointment.id))
    }

    /// The room's link with its tools.
    func roomLink(_ details: PractitionerDetails) -> RoomLinkCard {
        let link = site.publicURL.absolute(.room(slug: details.room.slug))
        let invite = InviteTools.room(words: words, practitioner: account.name, link: link)
        return RoomLinkCard(
            roomName: details.room.name, invite: invite, isAllowed: details.practitioner.roomLinkAllowed)
    }

    /// Lets a page of the desk hear who arrives.
    func watch(_ login: PageContext.Login, room: RoomRow) -> ArrivalWatch {
        ArrivalWatch(
            ticket: site.tickets.hostTicket(account: login.account.id, room: room.id, login: login.sessionHash),
            revision: revision)
    }

    /// The same, of the account's own room.
    func watch(_ context: PageContext) async throws -> ArrivalWatch {
        watch(try site.practitioner(context), room: try await site.accounts.details(of: account).room)
    }
}
