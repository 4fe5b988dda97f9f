// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Scheduling
import Storage
import Words

extension AppointmentRows {
    /// Listed and answered at once.
    private static let mostChanged = 50

    /// Nil when the clocks show the hours that were agreed.
    func changedHours() async throws -> ChangedHoursNote? {
        let changes = try await site.book.changedHours(by: account).prefix(Self.mostChanged)
        guard !changes.isEmpty else { return nil }
        return ChangedHoursNote(
            rows: changes.map { change in
                ChangedHoursNote.Row(
                    id: change.details.appointment.id, client: change.details.client.name,
                    hours: hours(change))
            })
    }

    private func hours(_ change: ChangedHour) -> [(agreed: String, now: String)] {
        let (details, start) = (change.details, change.details.appointment.startsAt)
        func moment(_ zone: TimeZone, _ offset: Int) -> String {
            words.moment(start, in: zone, offset: offset, now: site.clock.now)
        }
        var hours: [(String, String)] = []
        if change.agreed.host != change.present.host {
            hours.append((moment(details.hostZone, change.agreed.host), moment(details.hostZone, change.present.host)))
        }
        if change.agreed.client != change.present.client, details.clientZone != details.hostZone {
            hours.append(
                (moment(details.clientZone, change.agreed.client), moment(details.clientZone, change.present.client)))
        }
        return hours
    }
}
