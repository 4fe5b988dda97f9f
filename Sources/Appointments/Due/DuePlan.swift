// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// What is to be done about one appointment by itself, and when.
public enum DuePlan {
    /// Replaces what was planned for the appointment by what its state and hour ask for now. In the transaction of the change;
    /// ``MailQueue/wake()`` after it lets the service read the plan again.
    ///
    /// A reminder whose time has come already is not planned: whoever books an hour ahead was just told. The practitioner's
    /// switches are not looked at here but when a reminder is due.
    public static func replace(
        for details: AppointmentDetails, now: Date, in transaction: any Transaction
    ) throws {
        let appointment = details.appointment
        try transaction.dueTasks.delete(appointmentID: appointment.id)
        try begin(for: details, now: now, in: transaction)
        if ![.requested, .confirmed].contains(appointment.state) {
            try transaction.readiness.delete(appointmentID: appointment.id)
        }
    }

    /// For when only the knock window of a confirmed appointment changes: a mail that has gone is not planned again.
    static func replaceWindow(of details: AppointmentDetails, in transaction: any Transaction) throws {
        for task in tasks(for: details, now: .distantPast) where [.doorOpen, .settle].contains(task.kind) {
            let wasPlanned = try transaction.dueTasks.take(key: task.key)
            if wasPlanned || task.kind == .settle { try transaction.dueTasks.insert(task) }
        }
    }

    /// The same for an appointment that is new.
    static func begin(for details: AppointmentDetails, now: Date, in transaction: any Transaction) throws {
        for task in tasks(for: details, now: now) { try transaction.dueTasks.insert(task) }
    }

    static func tasks(for details: AppointmentDetails, now: Date) -> [DueTask] {
        let appointment = details.appointment
        switch appointment.state {
        case .confirmed:
            let reminders = reminders(of: details).filter { $0.dueAt > now }
            return reminders + [task(.settle, appointment, at: details.knockWindow.closes)]
        // That a request ends stands in its own row.
        case .requested, .declined, .expired, .cancelled, .held, .missed:
            return []
        }
    }

    /// Each is worth sending for a while only: a reminder of the day before says nothing new an hour before the start.
    private static func reminders(of details: AppointmentDetails) -> [DueTask] {
        let appointment = details.appointment
        func before(_ minutes: Double) -> Date { appointment.startsAt.addingTimeInterval(-minutes * 60) }
        return [
            task(.reminderDay, appointment, at: before(24 * 60), lateAfter: before(12 * 60)),
            task(.reminderHour, appointment, at: before(60), lateAfter: before(30)),
            // The door opens when the practitioner says, at the earliest.
            task(
                .doorOpen, appointment, at: max(before(10), details.knockWindow.opens), lateAfter: appointment.startsAt),
        ]
    }

    private static func task(
        _ kind: DueKind, _ appointment: Appointment, at due: Date, lateAfter: Date? = nil
    ) -> DueTask {
        DueTask(
            key: "\(kind.rawValue):\(appointment.id):\(appointment.sequence)", kind: kind,
            appointmentID: appointment.id, dueAt: due, lateAfter: lateAfter)
    }
}
