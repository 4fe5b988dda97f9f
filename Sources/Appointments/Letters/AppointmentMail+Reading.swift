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
    /// Reads what the mail says besides the appointment and the order's facts, as it is when it is written.
    init(
        _ kind: MailKind, _ details: AppointmentDetails, facts: MailFacts, stationery: Stationery,
        reading transaction: any Transaction
    ) throws {
        self.init(stationery: stationery, details: details, facts: facts)
        formerHost = try facts.formerEntry.flatMap { try transaction.accounts.find(id: $0.hostID) }
        guard !kind.isForHost else { return }
        wording = try transaction.mailWordings.find(
            practitionerID: details.host.id, kind: kind.rawValue, language: details.clientLanguage.rawValue
        ).map { Wording(subject: $0.subject, body: $0.body) }
        if details.host.disabledAt != nil {
            let owners = try transaction.accounts.list(practiceID: details.practice.id).filter(\.isOwner)
            standIn = owners.first { $0.disabledAt == nil }
        }
        if kind.endsAppointment {
            let rules = try transaction.bookingRules.find(practitionerID: details.host.id)
            bookingSlug = rules.flatMap { $0.isOpen && details.host.disabledAt == nil ? $0.slug : nil }
        } else {
            isTested =
                try transaction.readiness.find(appointmentID: details.appointment.id)
                .map { ReadinessMark($0) == .ready } ?? false
        }
    }
}

extension MailOrder {
    /// Reads what the mail depends on that may be different when it is written.
    init(
        _ kind: MailKind, _ appointment: Appointment, facts: MailFacts, reading transaction: any Transaction
    ) throws {
        var facts = facts
        try Self.recall(&facts, kind, appointment, in: transaction)
        if facts.wasAnnounced == nil, kind.endsAppointment || kind == .handedOver {
            facts.wasAnnounced = try transaction.outbox.has(
                appointmentID: appointment.id, kinds: MailKind.announcing.map(\.rawValue))
        }
        self.init(appointment, facts: facts)
    }

    /// A mail that is ordered again says what it said, as far as the tables still know it.
    private static func recall(
        _ facts: inout MailFacts, _ kind: MailKind, _ appointment: Appointment, in transaction: any Transaction
    ) throws {
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
