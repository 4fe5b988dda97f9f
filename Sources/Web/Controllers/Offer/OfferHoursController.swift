// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// The hours of each week.
struct OfferHoursController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.offer(.hours).pattern) { request, context in
            try await OfferHoursPage(site: site).answer(request, context)
        }
        router.post(SiteURL.offer(.hours).pattern, use: update)
    }

    private func update(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: WeekForm.fields)
        let words = site.words(context)
        var page = OfferHoursPage(site: site)
        var week = WeekForm(form)
        let step = WeekForm.Step(form["do"])
        guard step == .save else {
            page.focus = week.take(step)
            (page.week, page.weekState) = (week, week.state(words: words))
            return try await page.answer(request, context)
        }
        let (spans, faults) = week.read()
        (page.week, page.weekState) = (week, week.state(faults, words: words))
        guard faults.isEmpty else { return try await page.answer(request, context, refused: true) }
        do {
            try await site.offers.setHours(spans.map { $0.map(SpanForm.init) }, by: account)
        } catch OfferError.invalid(let invalid) {
            page.weekState?.message = invalid.first?.sentence(words)
            return try await page.answer(request, context, refused: true)
        }
        return site.redirect(.offer(.hours), notice: .saved)
    }
}

/// The page of the weekly hours and of the days that differ, which are two forms.
struct OfferHoursPage: Sendable {
    let site: Site
    /// As it was typed; nil: as it is kept.
    var week: WeekForm?
    var weekState: FormState?
    var focus: String?
    var exceptionForm: FormState?

    init(site: Site) { self.site = site }

    func answer(_ request: Request, _ context: PageContext, refused: Bool = false) async throws -> Response {
        let login = try site.practitioner(context)
        let words = site.words(context)
        let kept = WeekForm(
            spans: try await site.offers.hours(of: login.account).days.map { spans in
                spans.map { SpanRows.Span(start: $0.startMinute, end: $0.endMinute) }
            })
        let exceptions = try await site.offers.exceptions(of: login.account)
        var typed = PreviewQuery()
        if let week {
            let (days, faults) = week.read()
            if faults.isEmpty { typed.draft.week = days.map { $0.map(SpanForm.init) } }
        }
        let view = OfferHoursView(
            frame: try await site.offerFrame(.hours, login),
            zone: words.zoneName(TimeZone(identifier: login.account.timeZone) ?? .gmt), week: week ?? kept,
            weekState: weekState ?? kept.state(words: words), focus: focus,
            exceptions: exceptions.map { Self.row($0, words) },
            exceptionForm: exceptionForm ?? FormState(values: ["kind": "closed"]),
            preview: try await site.offerPreview(typed, login.account),
            outside: try await outside(login.account, words))
        return try await site.offerPage(view, request, context, refused: refused)
    }

    /// What stays where no hours are any more.
    private func outside(_ account: Account, _ words: Catalog) async throws -> OfferHoursView.Outside? {
        let outside = try await site.book.outsideHours(by: account)
        guard !outside.appointments.isEmpty else { return nil }
        let (zone, now) = (TimeZone(identifier: account.timeZone) ?? .gmt, site.clock.now)
        return OfferHoursView.Outside(
            rows: outside.appointments.map { details in
                let appointment = details.appointment
                let isRequest = appointment.state == .requested
                return .init(
                    id: appointment.id, when: words.moment(appointment.startsAt, in: zone, now: now),
                    client: details.client.name, isRequest: isRequest)
            }, hasMore: outside.hasMore)
    }

    private static func row(_ exception: HourException, _ words: Catalog) -> OfferHoursView.Exception {
        func day(_ text: String) -> String {
            LocalDay(text).map { words.day($0.start(in: .gmt), in: .gmt, year: true) } ?? text
        }
        let when =
            exception.firstDay == exception.lastDay
            ? day(exception.firstDay)
            : words("offer_exception_range", ["first": day(exception.firstDay), "last": day(exception.lastDay)])
        let spans = exception.openSpans.map { span in
            "\(words.wallTime(span.startMinute)) – \(words.wallTime(span.endMinute))"
        }
        return OfferHoursView.Exception(
            id: exception.id, when: when.prefix(1).uppercased() + when.dropFirst(),
            hours: spans.isEmpty ? nil : spans.joined(separator: ", "), label: exception.label)
    }
}

extension SpanForm {
    init(_ span: SpanRows.Span) {
        self.init(start: WallTime.text(span.start), end: WallTime.text(span.end))
    }
}

extension Catalog {
    /// A time on the wall from minutes since midnight: “9 h 30”; the end of the day is “24 h”.
    func wallTime(_ minutes: Int) -> String {
        minutes == 1_440
            ? self("dates_hour", ["hour": "24"])
            : time(Date(timeIntervalSince1970: Double(minutes) * 60), in: .gmt)
    }
}
