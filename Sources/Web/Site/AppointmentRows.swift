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

    var zone: TimeZone { TimeZone(identifier: account.timeZone) ?? .gmt }

    /// - Parameter next: the id of the one that is marked as the next.
    func row(
        _ details: AppointmentDetails, mail: OutboxMail?, attendance: [Attendance] = [], next: String? = nil
    ) -> AppointmentRow {
        let appointment = details.appointment
        let isOpen = appointment.state == .confirmed && appointment.endsAt > site.clock.now
        let proposal = site.book.proposal(for: appointment, attendance)
        return AppointmentRow(
            id: appointment.id, client: details.client.name, day: words.day(appointment.startsAt, in: zone),
            time: words.time(appointment.startsAt, in: zone), minutes: appointment.lengthMinutes,
            state: ShownState(rawValue: appointment.state.rawValue) ?? .requested,
            mail: mail.map { MailSummary($0, words: words, zone: zone, sendsMail: site.sendsMail) },
            invite: isOpen ? invite(details) : nil,
            isNext: appointment.id == next, canJoin: isOpen && details.knockWindow.opens <= site.clock.now,
            proposal: proposal.flatMap { AppointmentRow.Proposal(rawValue: $0.rawValue) })
    }

    /// The tools to hand the personal link on.
    func invite(_ details: AppointmentDetails) -> InviteTools {
        let clientWords = site.catalogs[details.clientLanguage]
        let link = site.book.joinLink(details)
        return .appointment(
            id: details.appointment.id, clientWords: clientWords, practitioner: details.host.name,
            when: clientWords.moment(details.appointment.startsAt, in: details.clientZone), link: link,
            email: details.client.email, phone: details.client.phone,
            qr: QRCode.svg(link, label: words("site_invite_qr")) ?? "")
    }

    /// The room's link with its tools.
    func roomLink(_ details: PractitionerDetails) -> RoomLinkCard {
        let link = site.publicURL.absolute(.room(slug: details.room.slug))
        let invite = InviteTools.room(
            words: words, practitioner: account.name, link: link,
            qr: QRCode.svg(link, label: words("site_invite_qr")) ?? "")
        return RoomLinkCard(
            roomName: details.room.name, invite: invite, isAllowed: details.practitioner.roomLinkAllowed)
    }

    /// Lets a page of the desk hear who arrives.
    func watch(_ login: PageContext.Login, room: RoomRow) -> ArrivalWatch {
        ArrivalWatch(
            ticket: site.tickets.hostTicket(account: login.account.id, room: room.id, login: login.sessionHash))
    }
}
