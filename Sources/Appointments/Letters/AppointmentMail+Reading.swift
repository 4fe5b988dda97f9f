// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Words

extension MailKind {
    /// Whether the mail ends the appointment, and so takes it out of the client's calendar.
    var endsAppointment: Bool {
        switch self {
        case .declined, .slotLost, .expired, .cancelled: true
        default: false
        }
    }

    /// The mails whose calendar part puts the appointment into the client's calendar.
    static let announcing: [MailKind] = [.requestReceived, .confirmed, .moved]

    /// The mails that hold only as long as the appointment stands where it stood when they were written.
    static let timed: [MailKind] = [.reminderDay, .reminderHour, .doorOpen, .runningLate, .onTime]
}

extension AppointmentMail {
    /// Reads what the kind of mail depends on besides the appointment.
    init(
        _ kind: MailKind, _ details: AppointmentDetails, facts: MailFacts, stationery: Stationery,
        reading transaction: any Transaction
    ) throws {
        self.init(stationery: stationery, details: details, facts: facts)
        guard !kind.isForHost else { return }
        let id = details.appointment.id
        try recall(kind, in: transaction)
        wording = try transaction.mailWordings.find(
            practitionerID: details.host.id, kind: kind.rawValue, language: details.clientLanguage.rawValue
        ).map { Wording(subject: $0.subject, body: $0.body) }
        if facts.wasAnnounced == nil, kind.endsAppointment || kind == .handedOver {
            self.facts.wasAnnounced = try transaction.outbox.has(
                appointmentID: id, kinds: MailKind.announcing.map(\.rawValue))
        }
        if details.host.disabledAt != nil {
            let owners = try transaction.accounts.list(practiceID: details.practice.id).filter(\.isOwner)
            standIn = owners.first { $0.disabledAt == nil }
        }
        if kind.endsAppointment {
            let rules = try transaction.bookingRules.find(practitionerID: details.host.id)
            bookingSlug = rules.flatMap { $0.isOpen && details.host.disabledAt == nil ? $0.slug : nil }
        } else {
            isTested = try transaction.readiness.find(appointmentID: id).map { ReadinessMark($0) == .ready } ?? false
        }
    }

    /// A mail that is written again says what it said, as far as the tables still know it.
    private mutating func recall(_ kind: MailKind, in transaction: any Transaction) throws {
        let appointment = details.appointment
        switch kind {
        case .proposed where facts.alternatives.isEmpty:
            facts.alternatives = try transaction.proposals.list(appointmentID: appointment.id).map(\.startsAt)
            facts.words = appointment.reason
        case .declined where facts.words.isEmpty:
            facts.words = appointment.reason
        case .runningLate where facts.delayMinutes == nil:
            facts.delayMinutes = appointment.delayMinutes
        default: break
        }
    }
}
