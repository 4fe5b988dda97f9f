// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// Does one due task, in the transaction that took it.
struct DueWork: Sendable {
    enum Outcome: String, Sendable {
        case sent
        /// Its time had passed.
        case late
        /// The practitioner turned it off, or it no longer applies.
        case skipped
        case done
    }

    /// Clients forgotten in one transaction: others wait while it runs.
    static let batch = 200
    /// How long an answer to a program is remembered (its `Idempotency-Key`).
    static let keepAnswers: TimeInterval = 24 * 3600

    let queue: MailQueue
    let verbs: DueVerbs
    let zones: ZoneRules

    func perform(_ task: DueTask, now: Date, in transaction: any Transaction) throws -> Outcome {
        if let late = task.lateAfter, now >= late { return .late }
        switch task.kind {
        case .reminderDay: return try remind(.reminderDay, task, now, transaction) { $0.remindsDay }
        case .reminderHour: return try remind(.reminderHour, task, now, transaction) { $0.remindsHour }
        case .doorOpen: return try remind(.doorOpen, task, now, transaction) { $0.announcesDoor }
        case .expire: return try change(task, verbs.expire, transaction)
        case .settle: return try change(task, verbs.settle, transaction)
        case .retention: return try forgetClients(now, transaction)
        case .forget: return try forget(now, transaction)
        case .hours: return try checkHours(now, transaction)
        }
    }

    private func change(_ task: DueTask, _ verb: DueVerbs.Verb, _ transaction: any Transaction) throws -> Outcome {
        guard let id = task.appointmentID else { return .skipped }
        try verb(id, transaction)
        return .done
    }

    /// Link, time, words and the practitioner's switch are those of now.
    private func remind(
        _ kind: MailKind, _ task: DueTask, _ now: Date, _ transaction: any Transaction,
        isOn: (BookingRules) -> Bool
    ) throws -> Outcome {
        guard let id = task.appointmentID, let appointment = try transaction.appointments.find(id: id),
            appointment.state == .confirmed, appointment.startsAt > now,
            try transaction.bookingRules.find(practitionerID: appointment.practitionerID).map(isOn) ?? true
        else { return .skipped }
        let details = try AppointmentDetails.load(appointment, in: transaction)
        guard !details.client.email.isEmpty else { return .skipped }
        let isNew = try queue.order(
            kind, details, revision: appointment.sequence, expiresAt: task.lateAfter, in: transaction)
        return isNew ? .sent : .skipped
    }

    /// Erases who the clients of old appointments were, a batch of them. What is left is due at once.
    private func forgetClients(_ now: Date, _ transaction: any Transaction) throws -> Outcome {
        guard let practice = try transaction.practice.find() else {
            try plan(.retention, at: now.addingTimeInterval(86400), transaction)
            return .skipped
        }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: practice.timeZone) ?? .gmt
        let months = max(practice.retentionMonths, 1)
        guard let limit = calendar.date(byAdding: .month, value: -months, to: now) else { return .skipped }
        var forgotten = Set<String>()
        var appointments = 0
        for practitioner in try transaction.practitioners.list() where forgotten.count < Self.batch {
            let ids = try transaction.clients.forgettable(
                practitionerID: practitioner.accountID, before: limit, limit: Self.batch - forgotten.count)
            for id in ids where forgotten.insert(id).inserted {
                appointments += try transaction.appointments.count(clientID: id)
                try transaction.clients.erase(id: id)
            }
        }
        let isWhole = forgotten.count < Self.batch
        let night = calendar.nextDate(
            after: now, matching: DateComponents(hour: 3, minute: 0), matchingPolicy: .nextTime)
        try plan(.retention, at: isWhole ? night ?? now.addingTimeInterval(86400) : now, transaction)
        if !forgotten.isEmpty {
            try transaction.erasures.insert(
                Erasure(ranAt: now.asStored, clients: forgotten.count, appointments: appointments))
        }
        return .done
    }

    private func forget(_ now: Date, _ transaction: any Transaction) throws -> Outcome {
        try transaction.slotHolds.deleteExpired(now: now)
        try transaction.idempotentAnswers.delete(before: now.addingTimeInterval(-Self.keepAnswers))
        try plan(.forget, at: now.addingTimeInterval(3600), transaction)
        return .done
    }

    private func checkHours(_ now: Date, _ transaction: any Transaction) throws -> Outcome {
        try HourCheck(zones: zones).run(now: now, in: transaction)
        try plan(.hours, at: now.addingTimeInterval(86400), transaction)
        return .done
    }

    /// What comes again and again has one row, named by its kind.
    private func plan(_ kind: DueKind, at due: Date, _ transaction: any Transaction) throws {
        try transaction.dueTasks.insert(DueTask(key: kind.rawValue, kind: kind, dueAt: due))
    }
}
