// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// Wishes 39: whether the clocks will show the hours that were agreed, also after the rules of a zone have changed. An
/// appointment is an instant, and nothing that is stored moves: its practitioner is told, and decides.
struct HourCheck: Sendable {
    let zones: ZoneRules

    /// Of every practitioner. What was found before and is so no more is forgotten.
    func run(now: Date, in transaction: any Transaction) throws {
        for practitioner in try transaction.practitioners.list() {
            let id = practitioner.accountID
            let known = Set(try transaction.hourChanges.list(practitionerID: id).map(\.appointmentID))
            var changed: Set<String> = []
            for hour in try transaction.appointments.agreedHours(practitionerID: id, now: now) {
                let offsets = zones.offsets(at: hour.startsAt, host: hour.hostZone, client: hour.clientZone)
                if hour.agreed == nil {
                    try transaction.appointments.keep(offsets, id: hour.appointmentID)
                } else if hour.agreed != offsets {
                    changed.insert(hour.appointmentID)
                }
            }
            for appointment in changed.subtracting(known) {
                try transaction.hourChanges.save(
                    HourChange(appointmentID: appointment, practitionerID: id, foundAt: now.asStored))
            }
            for appointment in known.subtracting(changed) {
                try transaction.hourChanges.delete(appointmentID: appointment)
            }
        }
    }
}

extension ZoneRules {
    func offsets(at start: Date, host: String, client: String) -> AgreedOffsets {
        AgreedOffsets(host: offset(of: host, at: start), client: offset(of: client, at: start))
    }
}

extension Appointment {
    /// Keeps what the clocks of both show at the start.
    mutating func agree(_ zones: ZoneRules, clientZone: String) {
        agreed = zones.offsets(at: startsAt, host: timeZone, client: clientZone)
    }
}
