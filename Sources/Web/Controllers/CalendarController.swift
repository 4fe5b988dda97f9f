// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Scheduling
import Storage
import Words

/// The practitioner's calendar, and the hours of its days.
struct CalendarController: Sendable {
    let site: Site

    /// As many as a day can have spans.
    private static let rows = 0..<12

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.deskCalendar.pattern, use: show)
        router.get(SiteURL.deskCalendarHours.pattern, use: showHours)
        router.post(SiteURL.deskCalendarHours.pattern, use: saveHours)
        router.get(SiteURL.deskCalendarGrid.pattern, use: showGrid)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let zone = TimeZone(identifier: account.timeZone) ?? .gmt
        let now = site.clock.now
        let kind = request.text("view").flatMap { CalendarPeriod.Kind(rawValue: $0) } ?? .week
        let period = CalendarPeriod(kind: kind, day: request.day ?? LocalDay(now, in: zone))
        let days = period.days
        let desk = AppointmentRows(site: site, account: account, words: site.words(context))
        let spread = try await site.book.calendar(days[0]...days[days.count - 1], in: zone, by: account)
        let step = try await site.book.offers.rules(of: account).stepMinutes
        let rows = CalendarRows(spread: spread, period: period, zone: zone, words: site.words(context), now: now)
        let view = rows.view(step: min(step, 15), watch: try await desk.watch(context))
        return try await site.page(view, request, context, kind: .personal)
    }

    /// Where things stand in the calendar: the same for everybody, for ever.
    private func showGrid(_ request: Request, context: PageContext) async throws -> Response {
        var headers = site.securityHeaders.fields(.file)
        headers[.contentType] = "text/css; charset=utf-8"
        headers[.cacheControl] = "public, max-age=86400"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: CalendarGrid.styles)))
    }

    // MARK: The hours of a day

    private func showHours(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        guard let day = request.day else { throw WebError.notFound }
        // Spans as the calendar was left by dragging; saved only by the form.
        let drawn = request.text("spans").map { Self.spans($0) }
        let spans: [WallSpan]
        if let drawn {
            spans = drawn
        } else {
            spans = try await site.book.offers.openHours(day...day, by: account).first?.spans ?? []
        }
        let rows = spans.map { CalendarHoursView.Row(from: Self.clock($0.startMinute), to: Self.clock($0.endMinute)) }
        return try await hoursPage(day, rows, error: nil, account, request, context)
    }

    private func saveHours(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let fields = Self.rows.flatMap { ["from\($0)", "to\($0)"] } + ["day", "weekly"]
        let form = try await site.form(request, context, fields: Set(fields))
        guard let day = LocalDay(form["day"]) else { throw WebError.malformed }
        let rows = Self.rows.map { CalendarHoursView.Row(from: form["from\($0)"], to: form["to\($0)"]) }
            .filter { !$0.from.isEmpty || !$0.to.isEmpty }
        do {
            if form["weekly"] == "yes" {
                for exception in try await exceptions(on: day, account) {
                    try await site.book.offers.removeException(exception.id, by: account)
                }
            } else {
                let spans = rows.map { SpanForm(start: String($0.from.prefix(5)), end: String($0.to.prefix(5))) }
                try await site.book.offers.addException(
                    ExceptionForm(firstDay: day.description, spans: spans), by: account)
            }
        } catch OfferError.invalid {
            let error = site.words(context)("desk_hours_overlap")
            return try await hoursPage(day, rows, error: error, account, request, context)
        }
        let week = CalendarPeriod(kind: .week, day: day)
        let zone = TimeZone(identifier: account.timeZone) ?? .gmt
        let outside = try await site.book.outsideHours(by: account, most: 1000).appointments
        let isOver = outside.contains { LocalDay($0.appointment.startsAt, in: zone) == day }
        return site.redirect(path: CalendarView.path(week), notice: isOver ? .hoursSavedOver : .hoursSaved)
    }

    private func hoursPage(
        _ day: LocalDay, _ rows: [CalendarHoursView.Row], error: String?, _ account: Account, _ request: Request,
        _ context: PageContext
    ) async throws -> Response {
        let zone = TimeZone(identifier: account.timeZone) ?? .gmt
        let name = site.words(context).day(day.start(in: zone).addingTimeInterval(12 * 3600), in: zone)
        let view = CalendarHoursView(
            day: day, name: name, spans: rows, error: error,
            isException: try await !exceptions(on: day, account).isEmpty)
        return try await site.page(
            view, request, context, kind: .personal, status: error == nil ? .ok : .unprocessableContent)
    }

    /// Of this one day; a holiday of several days is changed among the exceptions.
    private func exceptions(on day: LocalDay, _ account: Account) async throws -> [HourException] {
        let name = day.description
        return try await site.book.offers.exceptions(of: account).filter { $0.firstDay == name && $0.lastDay == name }
    }

    /// `540-720,840-1080`
    private static func spans(_ text: String) -> [WallSpan] {
        text.prefix(200).split(separator: ",").compactMap { part in
            let ends = part.split(separator: "-").compactMap { Int($0) }
            return ends.count == 2 ? WallSpan(startMinute: ends[0], endMinute: ends[1]) : nil
        }
    }

    /// `09:30`; the day's end is `00:00`, as a time input can say it.
    private static func clock(_ minute: Int) -> String {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(two(minute / 60 % 24)):\(two(minute % 60))"
    }
}

extension Request {
    /// A value of the query, as text.
    func text(_ name: String) -> String? { uri.queryParameters[name[...]].map { String($0) } }

    /// The day that the query names.
    var day: LocalDay? { text("day").flatMap { LocalDay($0) } }
}
