// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension AppointmentBook {
    /// The practitioner's own words in the mails that this book sends.
    public var wordings: WordingBook { WordingBook(store: store, queue: queue) }

    /// Writes the mails that this book orders.
    public var writer: MailWriter { queue.writer }

    /// The practitioner's appointments as a calendar for other programs.
    public var calendarOut: CalendarOut {
        CalendarOut(store: store, keys: keys, links: links, catalogs: queue.stationery.catalogs, clock: clock)
    }
}
