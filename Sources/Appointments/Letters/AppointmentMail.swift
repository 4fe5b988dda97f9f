// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage
import Words

/// The mails about one appointment, in the language of who reads them.
struct AppointmentMail {
    let stationery: Stationery
    let details: AppointmentDetails

    private var catalog: Catalog { stationery.catalogs[details.clientLanguage] }
    private var appointment: Appointment { details.appointment }

    /// - Parameter wasAnnounced: whether the client's calendar may hold the appointment, so that a cancellation withdraws it.
    func message(_ kind: MailKind, wasAnnounced: Bool) throws -> MailMessage {
        let client = Mailbox(name: details.client.name, address: try EmailAddress(validating: details.client.email))
        let practitioner = try? Mailbox(name: details.host.name, address: EmailAddress(validating: details.host.email))
        switch kind {
        case .confirmed:
            return stationery.message(
                confirmed, from: details.practice, to: client, replyTo: practitioner, calendar: calendar(.request))
        case .cancelled:
            return stationery.message(
                cancelled, from: details.practice, to: client, replyTo: practitioner,
                calendar: wasAnnounced ? calendar(.cancel) : nil)
        case .cancelledByClient:
            let host = Mailbox(name: details.host.name, address: try EmailAddress(validating: details.host.email))
            return stationery.message(cancelledByClient, from: details.practice, to: host, replyTo: client)
        case .declined, .invitation, .passwordReset:
            return stationery.message(declined, from: details.practice, to: client, replyTo: practitioner)
        }
    }

    private var confirmed: Letter {
        var letter = letter(
            subject: catalog("mail_confirmed_subject", ["day": day]),
            paragraphs: [catalog("mail_confirmed_intro", ["practitioner": details.host.name])])
        letter.facts = facts(catalog, zones: [details.clientZone, details.hostZone])
        letter.button = Letter.Button(label: catalog("mail_join"), address: joinLink)
        letter.hint = catalog("mail_join_hint")
        letter.footnotes = [
            Letter.Footnote(text: catalog("mail_link"), address: joinLink),
            Letter.Footnote(text: catalog("mail_manage"), address: manageLink),
        ]
        if let phone = details.helpPhone {
            letter.footnotes.append(Letter.Footnote(text: catalog("mail_phone", ["phone": phone]), address: nil))
        }
        let reply = catalog("mail_reply", ["practitioner": details.host.name])
        letter.footnotes.append(Letter.Footnote(text: reply, address: nil))
        return letter
    }

    private var cancelled: Letter {
        var letter = letter(
            subject: catalog("mail_cancelled_subject", ["day": day]),
            paragraphs: [catalog("mail_cancelled_intro", ["practitioner": details.host.name])])
        letter.facts = facts(catalog, zones: [details.clientZone, details.hostZone])
        letter.hint = catalog("mail_other_time")
        return letter
    }

    private var declined: Letter {
        letter(
            subject: catalog("mail_declined_subject", ["day": day]),
            paragraphs: [
                catalog("mail_declined_intro", ["practitioner": details.host.name, "day": day]),
                catalog("mail_other_time"),
            ])
    }

    private var cancelledByClient: Letter {
        let catalog = stationery.catalogs[Language(rawValue: details.host.language) ?? details.clientLanguage]
        return Letter(
            catalog: catalog,
            subject: catalog(
                "mail_cancelledbyclient_subject", ["day": catalog.day(appointment.startsAt, in: details.hostZone)]),
            greeting: catalog("mail_greeting", ["name": details.host.name]),
            paragraphs: [catalog("mail_cancelledbyclient_intro", ["client": details.client.name])],
            facts: facts(catalog, zones: [details.hostZone]),
            button: Letter.Button(
                label: catalog("mail_cancelledbyclient_open"),
                address: stationery.links.deskAppointment(appointment.id)),
            signature: details.practice.name)
    }

    private func letter(subject: String, paragraphs: [String]) -> Letter {
        Letter(
            catalog: catalog, subject: subject, greeting: catalog("mail_greeting", ["name": details.client.name]),
            paragraphs: paragraphs, signature: details.practice.name)
    }

    private var day: String { catalog.day(appointment.startsAt, in: details.clientZone) }

    /// Who is left out where the first sentence says it; when, in each zone whose clock shows another time; how long.
    private func facts(_ catalog: Catalog, zones: [TimeZone]) -> [Letter.Fact] {
        let start = appointment.startsAt
        let first = zones.prefix(1)
        let others = zones.dropFirst().filter { $0.secondsFromGMT(for: start) != zones[0].secondsFromGMT(for: start) }
        let minutes = String(appointment.lengthMinutes)
        return [
            Letter.Fact(
                label: catalog("mail_when"),
                values: (first + others).map { catalog.moment(start, in: $0, year: isNextYear($0)) }),
            Letter.Fact(label: catalog("mail_length"), values: [catalog("mail_minutes", ["minutes": minutes])]),
        ]
    }

    private func isNextYear(_ zone: TimeZone) -> Bool {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let now = stationery.clock.now
        return calendar.component(.year, from: now) != calendar.component(.year, from: appointment.startsAt)
    }

    private func calendar(_ method: CalendarPart.Method) -> CalendarPart {
        AppointmentCalendar(stationery: stationery, details: details, joinLink: joinLink).part(method)
    }

    private var joinLink: String {
        stationery.links.join(details.room.slug, token(.join))
    }

    private var manageLink: String {
        stationery.links.manage(token(.manage))
    }

    private func token(_ purpose: TokenKeys.Purpose) -> String {
        stationery.keys.token(purpose, appointmentID: appointment.id, revision: appointment.linkRevision)
    }
}
