// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// Proposes other times instead of the requested one.
struct ProposalController: Sendable {
    let site: Site

    /// Days that one page offers.
    private static let days = 14
    private static let slotNames = (0..<ProposeView.mostTimes).map { "slot\($0)" }

    func addRoutes(to router: Router<PageContext>) {
        let id = SiteURL.Parameter.id
        router.get(SiteURL.proposeTimes(id: id).pattern, use: show)
        router.post(SiteURL.proposeTimes(id: id).pattern, use: propose)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let desk = try desk(context)
        let details = try await site.book.find(context.parameters.get("id") ?? "", by: desk.account)
        guard details.appointment.state == .requested else {
            return site.redirect(.deskAppointment(id: details.appointment.id), notice: .tooLate)
        }
        return try await page(details, FormState(), chosen: [], desk, request, context)
    }

    /// The time that a request was dragged to, which its address names; nil for what is none.
    private func dropped(_ request: Request, in zone: TimeZone, _ words: Catalog) -> Date? {
        guard request.method == .get, let time = request.text("time") else { return nil }
        return try? FormProblems.instant(request.text("day") ?? "", time, in: zone, words)
    }

    private func propose(_ request: Request, context: PageContext) async throws -> Response {
        let desk = try desk(context)
        let (account, words) = (desk.account, desk.words)
        let form = try await site.form(
            request, context, fields: Set(Self.slotNames + ["day", "time", "words", "seen"]))
        let id = context.parameters.get("id") ?? ""
        var starts = Self.slotNames.compactMap { Double(form[$0]) }
            .filter { (0..<7_258_118_400).contains($0) }.map { Date(timeIntervalSince1970: $0) }
        var state = FormState(values: form.repeatable)
        do throws(FormProblems) {
            if !form["day"].isEmpty || !form["time"].isEmpty {
                starts.append(try FormProblems.instant(form["day"], form["time"], in: desk.zone, words))
            }
        } catch {
            state.errors = error.errors
        }
        do {
            guard state.errors.isEmpty else { throw AppointmentError.invalid([]) }
            _ = try await site.book.propose(
                id, starts, words: form["words"], by: account, expecting: Int(form["seen"]))
            return site.redirect(.deskAppointment(id: id), notice: .proposed)
        } catch AppointmentError.invalid(let fields) {
            if fields.contains(where: { $0.field == .words }) {
                state.errors["words"] = FieldProblem.tooLong(500).sentence(words)
            } else if state.errors.isEmpty {
                state.message = words("desk_propose_problem", ["most": String(AppointmentBook.mostProposals)])
            }
        } catch AppointmentError.slotTaken {
            state.message = FieldProblem.slotTaken.sentence(words)
        } catch AppointmentError.changedMeanwhile {
            return site.redirect(.deskAppointment(id: id), notice: .changedMeanwhile)
        } catch AppointmentError.wrongState {
            return site.redirect(.deskAppointment(id: id), notice: .tooLate)
        }
        let details = try await site.book.find(id, by: account)
        return try await page(details, state, chosen: Set(starts), desk, request, context)
    }

    private func page(
        _ details: AppointmentDetails, _ state: FormState, chosen: Set<Date>, _ desk: AppointmentRows,
        _ request: Request,
        _ context: PageContext
    ) async throws -> Response {
        let (account, words, zone) = (desk.account, desk.words, desk.zone)
        let today = LocalDay(site.clock.now, in: zone)
        let wanted = details.appointment.startsAt
        // Times before the requested one may suit as well.
        let first = max(today, request.day ?? LocalDay(wanted, in: zone).advanced(by: -3))
        let last = first.advanced(by: Self.days - 1)
        let slots = try await site.book.offers.slots(
            shape: details.appointment.shape, days: first...last, zone: zone, by: account)
        var free = Array(slots.prefix(ProposeView.mostTimes)).byDay(in: zone, words: words) { slot in
            (String(Int(slot.start.timeIntervalSince1970)), nil)
        }
        let chosenValues = Set(chosen.map { String(Int($0.timeIntervalSince1970)) })
        for day in free.indices {
            for time in free[day].times.indices {
                free[day].times[time].isChosen = chosenValues.contains(free[day].times[time].value)
            }
        }
        var question: DeskMoveView.Question?
        if let start = dropped(request, in: zone, words) {
            question = try await site.question(details, start, account, words)
        }
        let week = CalendarPeriod(kind: .week, day: LocalDay(wanted, in: zone))
        let path = SiteURL.proposeTimes(id: details.appointment.id).path
        let view = ProposeView(
            id: details.appointment.id, revision: details.appointment.revision, client: details.client.name,
            wanted: words.moment(wanted, in: zone, now: site.clock.now),
            zone: words.zoneName(zone), question: question,
            backPath: question == nil
                ? SiteURL.deskAppointment(id: details.appointment.id).path : CalendarView.path(week),
            free: free, form: state,
            earlierPath: first > today ? path + "?day=\(max(today, first.advanced(by: -Self.days)))" : nil,
            laterPath: path + "?day=\(last.advanced(by: 1))",
            action: path + (request.day.map { "?day=\($0)" } ?? ""), watch: try await desk.watch(context))
        let isWrong = !state.errors.isEmpty || state.message != nil
        return try await site.page(
            view, request, context, kind: .personal, status: isWrong ? .unprocessableContent : .ok)
    }

    private func desk(_ context: PageContext) throws -> AppointmentRows {
        AppointmentRows(site: site, account: try site.practitioner(context).account, words: site.words(context))
    }
}
