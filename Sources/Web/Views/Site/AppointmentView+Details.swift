// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Scheduling
import Storage
import Words

extension AppointmentView {
    init(
        _ details: AppointmentDetails, _ extras: AppointmentRows.Extras, rows: AppointmentRows,
        login: PageContext.Login, lost: Int, staleCalendars: String?
    ) {
        let appointment = details.appointment
        let words = rows.words
        let moments = words.moments(
            appointment.startsAt, in: rows.zone, and: details.clientZone, now: rows.site.clock.now)
        let isOpen =
            [.requested, .confirmed].contains(appointment.state) && appointment.endsAt > rows.site.clock.now
        self.init(
            row: rows.row(details, extras, next: appointment.id),
            when: moments[0], whenForClient: moments.dropFirst().first,
            email: details.client.email, phone: details.client.phone, clientLanguage: details.clientLanguage.ownName,
            note: appointment.note,
            attendance: Self.told(extras.attendance).compactMap { AttendanceLine($0, words: words, zone: rows.zone) },
            canCancel: isOpen && appointment.state == .confirmed, canMove: isOpen && appointment.state == .confirmed,
            canCorrect: appointment.state == .held || appointment.state == .missed, reason: appointment.reason,
            lost: lost,
            mails: extras.mails.dropFirst().prefix(10).map { mail in
                MailLine(
                    subject: mail.subject,
                    summary: MailSummary(
                        mail, words: words, zone: rows.zone, sendsMail: rows.site.sendsMail, now: rows.site.clock.now))
            },
            isTrial: details.client.email == details.host.email && appointment.state == .confirmed,
            watch: rows.watch(login, room: details.room), staleCalendars: staleCalendars)
    }

    /// Of two arrivals the one at the hour: the one before it was a look ahead.
    private static func told(_ attendance: [Attendance]) -> [Attendance] {
        let last = attendance.lastIndex { $0.event == .arrived }
        return attendance.enumerated().filter { $1.event != .arrived || $0 == last }.map(\.element)
    }
}

extension AttendanceLine {
    init?(_ attendance: Attendance, words: Catalog, zone: TimeZone) {
        guard let event = Event(rawValue: attendance.event.rawValue) else { return nil }
        self.init(
            event: event, at: words.time(attendance.at, in: zone),
            reason: attendance.detail)
    }
}
