// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// Moves an appointment to another time. The page asks once; only its button moves.
struct MoveController: Sendable {
    let site: Site

    /// Days whose free times are offered.
    private static let daysAhead = 14

    func addRoutes(to router: Router<PageContext>) {
        let id = SiteURL.Parameter.id
        router.get(SiteURL.moveAppointment(id: id).pattern, use: show)
        router.post(SiteURL.moveAppointment(id: id).pattern, use: move)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let desk = try desk(context)
        let account = desk.account
        let details = try await site.book.find(context.parameters.get("id") ?? "", by: account)
        var values = ["day": request.text("day") ?? "", "time": String((request.text("time") ?? "").prefix(5))]
        var state = FormState(values: values)
        var start: Date?
        if !(values["day"] ?? "").isEmpty || !(values["time"] ?? "").isEmpty {
            do throws(FormProblems) {
                start = try instant(values["day"] ?? "", values["time"] ?? "", desk)
            } catch {
                state.errors = error.errors
            }
        } else {
            values = site.fieldValues(details.appointment.startsAt, account)
            state.values = values
        }
        return try await page(details, start, state, desk, request, context)
    }

    private func move(_ request: Request, context: PageContext) async throws -> Response {
        let desk = try desk(context)
        let account = desk.account
        let form = try await site.form(request, context, fields: ["day", "time", "from", "seen"])
        let id = context.parameters.get("id") ?? ""
        var state = FormState(values: form.repeatable)
        do {
            let start: Date
            do throws(FormProblems) {
                start = try instant(form["day"], form["time"], desk)
            } catch {
                state.errors = error.errors
                let details = try await site.book.find(id, by: account)
                return try await page(details, nil, state, desk, request, context)
            }
            let moved = try await site.book.move(id, to: start, by: account, expecting: Int(form["seen"]))
            guard form["from"] == "calendar" else { return site.redirect(.deskAppointment(id: id), notice: .moved) }
            let day = LocalDay(moved.appointment.startsAt, in: desk.zone)
            return site.redirect(path: CalendarView.path(CalendarPeriod(kind: .week, day: day)), notice: .moved)
        } catch AppointmentError.slotTaken {
            state.errors["time"] = FieldProblem.slotTaken.sentence(desk.words)
        } catch AppointmentError.invalid {
            state.errors["time"] = FieldProblem.past.sentence(desk.words)
        } catch AppointmentError.changedMeanwhile {
            return site.redirect(.deskAppointment(id: id), notice: .changedMeanwhile)
        } catch AppointmentError.wrongState, AppointmentError.over {
            return site.redirect(.deskAppointment(id: id), notice: .tooLate)
        }
        let details = try await site.book.find(id, by: account)
        return try await page(details, nil, state, desk, request, context)
    }

    private func page(
        _ details: AppointmentDetails, _ start: Date?, _ state: FormState, _ desk: AppointmentRows, _ request: Request,
        _ context: PageContext
    ) async throws -> Response {
        let (account, words) = (desk.account, desk.words)
        let appointment = details.appointment
        let isOpen =
            [.requested, .confirmed].contains(appointment.state) && appointment.endsAt > site.clock.now
        guard isOpen else { return site.redirect(.deskAppointment(id: appointment.id), notice: .tooLate) }
        let fromCalendar = request.text("from") == "calendar" || state.values["from"] == "calendar"
        let week = CalendarPeriod(kind: .week, day: LocalDay(appointment.startsAt, in: desk.zone))
        var question: DeskMoveView.Question?
        if let start { question = try await site.question(details, start, account, words) }
        let view = DeskMoveView(
            id: appointment.id, revision: appointment.revision, client: details.client.name,
            when: words.moment(appointment.startsAt, in: desk.zone, now: site.clock.now),
            zone: words.zoneName(desk.zone),
            question: question, form: state,
            free: try await free(details, around: start, desk, fromCalendar: fromCalendar),
            fromCalendar: fromCalendar,
            backPath: fromCalendar ? CalendarView.path(week) : SiteURL.deskAppointment(id: appointment.id).path,
            sendsMail: site.sendsMail, watch: try await desk.watch(context))
        return try await site.page(
            view, request, context, kind: .personal, status: state.errors.isEmpty ? .ok : .unprocessableContent)
    }

    /// The free times of the days from the wanted one on.
    private func free(
        _ details: AppointmentDetails, around start: Date?, _ desk: AppointmentRows, fromCalendar: Bool
    ) async throws -> [FreeDay] {
        let today = LocalDay(site.clock.now, in: desk.zone)
        let first = max(today, start.map { LocalDay($0, in: desk.zone) } ?? today)
        let slots = try await site.book.offers.slots(
            shape: details.appointment.shape, days: first...first.advanced(by: Self.daysAhead - 1), zone: desk.zone,
            by: desk.account)
        return slots.byDay(in: desk.zone, words: desk.words) { slot in
            let values = site.fieldValues(slot.start, desk.account)
            let query =
                "?day=\(values["day"] ?? "")&time=\(values["time"] ?? "")" + (fromCalendar ? "&from=calendar" : "")
            return (values["time"] ?? "", SiteURL.moveAppointment(id: details.appointment.id).path + query)
        }
    }

    private func desk(_ context: PageContext) throws -> AppointmentRows {
        AppointmentRows(site: site, account: try site.practitioner(context).account, words: site.words(context))
    }

    private func instant(_ day: String, _ time: String, _ desk: AppointmentRows) throws(FormProblems) -> Date {
        try FormProblems.instant(day, time, in: desk.zone, desk.words)
    }
}
