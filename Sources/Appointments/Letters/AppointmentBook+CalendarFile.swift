// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ICalendar

extension AppointmentBook {
    /// The appointment as a file for the client's own calendar. The mails change what came from it, because the UID is the same.
    public func calendarFile(_ details: AppointmentDetails) -> [UInt8] {
        let calendar = AppointmentCalendar(
            stationery: queue.stationery, details: details, joinLink: joinLink(details))
        var event = calendar.event
        // RFC 5546, 3.2.1: what is published has no attendees.
        event.attendee = nil
        return CalendarObject(method: .publish, event: event).bytes
    }
}
