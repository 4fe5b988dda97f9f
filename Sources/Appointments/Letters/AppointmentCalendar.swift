// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import ICalendar
import Mail
import Scheduling
import Storage
import Words

/// The calendar part of a mail. Calendars are shared, so the summary names neither the client nor what it is about.
struct AppointmentCalendar {
    let stationery: Stationery
    let details: AppointmentDetails
    let joinLink: String

    func part(_ method: CalendarPart.Method) -> CalendarPart {
        let object =
            switch method {
            case .request: CalendarObject(method: .request, event: event(isCancelled: false))
            case .cancel: CalendarObject(method: .cancel, event: event(isCancelled: true))
            }
        return CalendarPart(method: method, content: object.bytes)
    }

    private func event(isCancelled: Bool) -> Event {
        let (appointment, client) = (details.appointment, details.client)
        let catalog = stationery.catalogs[details.clientLanguage]
        let summary = catalog("mail_calendar_summary")
        return Event(
            uid: appointment.uid, sequence: appointment.sequence, stamp: stationery.clock.now,
            start: appointment.startsAt, end: appointment.endsAt, summary: summary,
            description: isCancelled ? "" : description(catalog), location: isCancelled ? "" : joinLink,
            url: isCancelled ? nil : joinLink, status: isCancelled ? .cancelled : .confirmed,
            organizer: Organizer(name: details.host.name, address: details.host.email),
            attendee: Attendee(
                name: client.name, address: client.email, participation: isCancelled ? .needsAction : .accepted,
                language: catalog.language.rawValue),
            alarm: isCancelled ? nil : Alarm(minutesBefore: 10, description: summary),
            language: catalog.language.rawValue)
    }

    private func description(_ catalog: Catalog) -> String {
        var lines = [
            catalog("mail_calendar_with", ["practitioner": details.host.name]),
            catalog("mail_calendar_enter", ["link": joinLink]),
        ]
        if let phone = details.helpPhone { lines.append(catalog("mail_phone", ["phone": phone])) }
        return lines.joined(separator: "\n")
    }
}
