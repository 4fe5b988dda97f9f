// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage
import Words

/// A mail about an appointment that is made up, so that a wording can be seen. Its links lead nowhere.
struct SampleMail: Sendable {
    let wording: Wording
    let language: Language
    let stationery: Stationery
    let host: Account
    let practitioner: Practitioner
    let room: RoomRow
    let practice: Practice
    let bookingSlug: String?

    func letter(_ kind: MailKind) -> Letter {
        mail(kind).clientLetter(kind)
    }

    /// To the practitioner, marked as a test, without a calendar part.
    func message(_ kind: MailKind) throws -> MailMessage {
        var letter = letter(kind)
        letter.subject = letter.catalog("mail_sample_subject", ["subject": letter.subject])
        letter.paragraphs.insert(letter.catalog("mail_sample_note"), at: 0)
        let to = Mailbox(name: host.name, address: try EmailAddress(validating: host.email))
        return stationery.message(letter, from: practice, to: to, replyTo: nil)
    }

    private func mail(_ kind: MailKind) -> AppointmentMail {
        let start = start
        let catalog = stationery.catalogs[language]
        let facts = MailFacts(
            alternatives: [start.addingTimeInterval(86400), start.addingTimeInterval(2 * 86400)],
            words: [.declined, .cancelled, .proposed].contains(kind) ? catalog("mail_sample_words") : "",
            previousStart: kind == .moved ? start.addingTimeInterval(-86400) : nil,
            delayMinutes: kind == .runningLate ? 10 : nil)
        return AppointmentMail(
            stationery: stationery, details: details(kind, catalog), facts: facts, wording: wording,
            bookingSlug: bookingSlug)
    }

    /// Ten in the morning, a week from today.
    private var start: Date {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let week = stationery.clock.now.addingTimeInterval(7 * 86400)
        return calendar.date(bySettingHour: 10, minute: 0, second: 0, of: week) ?? week
    }

    private var zone: TimeZone { TimeZone(identifier: host.timeZone) ?? .gmt }

    private func details(_ kind: MailKind, _ catalog: Catalog) -> AppointmentDetails {
        let isRequest = kind == .requestReceived || kind == .proposed
        let client = Client(
            id: "sample", practiceID: practice.id, name: catalog("mail_sample_client"), email: host.email,
            language: language.rawValue, timeZone: host.timeZone)
        let appointment = Appointment(
            id: "sample", practitionerID: host.id, clientID: client.id, state: isRequest ? .requested : .confirmed,
            startsAt: start, lengthMinutes: 45, timeZone: host.timeZone, uid: "sample", joinTokenHash: "",
            manageTokenHash: "", createdAt: stationery.clock.now,
            expiresAt: isRequest ? start.addingTimeInterval(-86400) : nil)
        return AppointmentDetails(
            appointment: appointment, client: client, host: host, practitioner: practitioner, room: room,
            practice: practice)
    }
}
