// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage
import Words

/// The mails about one appointment, each in the language and the zone of who reads it.
struct AppointmentMail {
    let stationery: Stationery
    let details: AppointmentDetails
    var facts = MailFacts()
    /// The practitioner's own subject and introduction; nil for the catalogs'.
    var wording: Wording?
    /// Where other times can be booked; nil while nothing can be.
    var bookingSlug: String?
    /// The owner, who reads the answers to mails about a practitioner whose account is closed.
    var standIn: Account?
    /// Whether the client's devices were tested and found good, so that nothing asks for the test again.
    var isTested = false
    /// Whose appointment it was, and whose calendar entry ``MailFacts/formerEntry`` is.
    var formerHost: Account?

    var appointment: Appointment { details.appointment }

    /// - Throws: ``EmailAddress/Failure`` when the reader's address is none.
    func message(_ kind: MailKind, id: MessageID) throws -> MailMessage {
        let isForHost = kind.isForHost
        let (to, replyTo) = isForHost ? (try host, try? client) : (try client, try? answers)
        return stationery.message(
            isForHost ? hostLetter(kind) : clientLetter(kind), from: details.practice, to: to, replyTo: replyTo,
            id: id, calendar: calendarMethod(kind).map { calendar(of: kind).part($0) })
    }

    private var client: Mailbox {
        get throws {
            Mailbox(name: details.client.name, address: try EmailAddress(validating: details.client.email))
        }
    }

    private var host: Mailbox {
        get throws { Mailbox(name: details.host.name, address: try EmailAddress(validating: details.host.email)) }
    }

    /// Who reads what a client answers.
    private var answers: Mailbox {
        get throws {
            guard let standIn else { return try host }
            return Mailbox(name: details.practice.name, address: try EmailAddress(validating: standIn.email))
        }
    }

    /// What the mail asks the client's calendar to do.
    private func calendarMethod(_ kind: MailKind) -> CalendarPart.Method? {
        switch kind {
        case .requestReceived, .confirmed, .moved: .request
        case .declined, .slotLost, .expired, .cancelled: facts.wasAnnounced == true ? .cancel : nil
        case .handedOver: facts.formerEntry != nil && facts.wasAnnounced == true ? .cancel : nil
        default: nil
        }
    }

    private func calendar(of kind: MailKind) -> AppointmentCalendar {
        var details = details
        if kind == .handedOver, let former = facts.formerEntry, let formerHost {
            (details.appointment.uid, details.appointment.sequence) = (former.uid, former.sequence)
            details.host = formerHost
        }
        return AppointmentCalendar(stationery: stationery, details: details, joinLink: joinLink)
    }

    func subject(_ kind: MailKind) -> String {
        letter(kind, kind.isForHost ? hostTimes : clientTimes, to: "").subject
    }

    // MARK: What letters are made of

    /// Subject and introduction, from the wording or the catalog; signed by the practice.
    func letter(_ kind: MailKind, _ times: MailTimes, to name: String) -> Letter {
        let catalog = times.catalog
        let values = values(times)
        let subject = wording?.subject ?? catalog.sentence("mail_\(kind.rawValue)_subject") ?? ""
        let body = wording?.body ?? catalog.sentence("mail_\(kind.rawValue)_intro") ?? ""
        return Letter(
            catalog: catalog, subject: Catalog.filled(subject, values),
            greeting: catalog("mail_greeting", ["name": name]),
            paragraphs: Wording.paragraphs(body).map { Catalog.filled($0, values) }, signature: details.practice.name)
    }

    /// When, in each zone whose clock shows another time; how long; what for.
    func facts(_ times: MailTimes) -> [Letter.Fact] {
        let catalog = times.catalog
        var rows = [
            Letter.Fact(label: catalog("mail_when"), values: times.moments(appointment.startsAt)),
            Letter.Fact(label: catalog("mail_length"), values: [length(catalog)]),
        ]
        if let previous = facts.previousStart {
            rows.insert(Letter.Fact(label: catalog("mail_before"), values: times.moments(previous)), at: 1)
        }
        if let offset = facts.agreedOffset {
            let agreed = catalog.moment(appointment.startsAt, in: times.reader, offset: offset, now: times.now)
            rows.insert(Letter.Fact(label: catalog("mail_agreed"), values: [agreed]), at: 1)
        }
        if appointment.delayMinutes > 0, facts.delayMinutes == nil {
            let delay = catalog("mail_minutes", ["minutes": String(appointment.delayMinutes)])
            rows.append(Letter.Fact(label: catalog("mail_late"), values: [delay]))
        }
        for (label, date) in [("mail_arrived", facts.arrivedAt), ("mail_asked", facts.askedAt)] {
            if let date { rows.append(Letter.Fact(label: catalog(label), values: [times.time(date)])) }
        }
        if !appointment.typeName.isEmpty {
            rows.append(Letter.Fact(label: catalog("mail_type"), values: [appointment.typeName]))
        }
        return rows
    }

    /// The placeholders' values. They are text: what looks like a placeholder in them stays as it is.
    private func values(_ times: MailTimes) -> [String: String] {
        let catalog = times.catalog
        let values: [MailPlaceholder: String] = [
            .client: details.client.name, .practitioner: details.host.name, .practice: details.practice.name,
            .day: times.day(appointment.startsAt), .time: times.time(appointment.startsAt),
            .length: length(catalog),
            .type: appointment.typeName.isEmpty ? catalog("mail_calendar_summary") : appointment.typeName,
            .previous: times.line(facts.previousStart ?? appointment.startsAt),
            .delay: catalog("mail_minutes", ["minutes": String(facts.delayMinutes ?? 0)]),
        ]
        return Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
    }

    private func length(_ catalog: Catalog) -> String {
        catalog("mail_minutes", ["minutes": String(appointment.lengthMinutes)])
    }

    // MARK: Links, made when the mail is written

    var joinLink: String {
        stationery.links.join(details.room.slug, token(.join))
    }

    var manageLink: String {
        stationery.links.manage(token(.manage))
    }

    var testLink: String {
        stationery.links.test(token(.manage))
    }

    private func token(_ purpose: TokenKeys.Purpose) -> String {
        stationery.keys.token(purpose, appointmentID: appointment.id, revision: appointment.linkRevision)
    }
}
