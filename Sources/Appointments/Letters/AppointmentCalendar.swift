// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import ICalendar
import Mail
import Scheduling
import Storage
import Words

/// The calendar part of a client's mail. Calendars are shared, so the summary names neither the client nor what it is about.
struct AppointmentCalendar {
    let stationery: Stationery
    let details: AppointmentDetails
    let joinLink: String

    func part(_ method: CalendarPart.Method) -> CalendarPart {
        let object =
            switch method {
            case .request: CalendarObject(method: .request, event: event)
            case .cancel: CalendarObject(method: .cancel, event: event(isCancelled: true))
            }
        return CalendarPart(method: method, content: object.bytes)
    }

    /// The appointment as the client's calendar should hold it now.
    var event: Event { event(isCancelled: false) }

    /// A request is tentative and has no link yet: there is nothing to enter before it is confirmed.
    private func event(isCancelled: Bool) -> Event {
        let (appointment, client) = (details.appointment, details.client)
        let catalog = stationery.catalogs[details.clientLanguage]
        let isTentative = !isCancelled && appointment.state == .requested
        let summary = catalog(isTentative ? "mail_calendar_tentative" : "mail_calendar_summary")
        let isOn = !isCancelled && !isTentative
        return Event(
            uid: appointment.uid, sequence: appointment.sequence, stamp: stationery.clock.now,
            start: appointment.startsAt, end: appointment.endsAt, summary: summary,
            description: isCancelled ? "" : description(catalog, isTentative), location: isOn ? joinLink : "",
            url: isOn ? joinLink : nil, status: isCancelled ? .cancelled : isTentative ? .tentative : .confirmed,
            organizer: Organizer(name: details.host.name, address: details.host.email),
            attendee: Attendee(
                name: client.name, address: client.email, participation: isOn ? .accepted : .needsAction,
                language: catalog.language.rawValue),
            alarm: isOn ? Alarm(minutesBefore: 10, description: summary) : nil,
            language: catalog.language.rawValue)
    }

    private func description(_ catalog: Catalog, _ isTentative: Bool) -> String {
        var lines = [catalog("mail_calendar_with", ["practitioner": details.host.name])]
        lines.append(
            isTentative ? catalog("mail_calendar_unconfirmed") : catalog("mail_calendar_enter", ["link": joinLink]))
        if let phone = details.helpPhone { lines.append(catalog("mail_phone", ["phone": phone])) }
        return lines.joined(separator: "\n")
    }
}
