// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// One appointment on the practitioner's desk.
struct AppointmentController: Sendable {
    let site: Site

    /// What an appointment that is added is made from.
    private static let typed = [
        "name", "email", "phone", "day", "time", "length", "language", "timeZone", "note", "confirm",
    ]
    private static let fields = Set(typed).union(["began", "seen"])

    func addRoutes(to router: Router<PageContext>) {
        let id = SiteURL.Parameter.id
        router.get(SiteURL.newAppointment.pattern, use: showForm)
        router.post(SiteURL.newAppointment.pattern, use: add)
        router.get(SiteURL.deskAppointment(id: id).pattern, use: show)
        router.post(SiteURL.confirmAppointment(id: id).pattern, use: confirm)
        router.post(SiteURL.declineAppointment(id: id).pattern) { request, context in
            try await act(request, context, .declined, fields: ["words", "seen"]) { id, account, form in
                _ = try await site.book.decline(
                    id, words: form["words"], by: account, expecting: Int(form["seen"]))
            }
        }
        router.post(SiteURL.cancelAppointment(id: id).pattern) { request, context in
            try await act(request, context, .cancelled, fields: ["reason", "seen"], from: .confirmed) {
                id, account, form in
                _ = try await site.book.cancel(
                    id, reason: form["reason"], by: account, expecting: Int(form["seen"]))
            }
        }
        router.post(SiteURL.heldAppointment(id: id).pattern) { request, context in
            try await act(request, context, .held) { id, account, _ in _ = try await site.book.held(id, by: account) }
        }
        router.post(SiteURL.missedAppointment(id: id).pattern) { request, context in
            try await act(request, context, .missed) { id, account, _ in
                _ = try await site.book.missed(id, by: account)
            }
        }
        router.post(SiteURL.runningLate(id: id).pattern) { request, context in
            try await act(request, context, .late, fields: ["minutes"]) { id, account, form in
                guard let minutes = Int(form["minutes"]) else { throw AppointmentError.invalid([]) }
                _ = try await site.book.runningLate(id, minutes: minutes, by: account)
            }
        }
        router.post(SiteURL.sendTestLink(id: id).pattern) { request, context in
            try await act(request, context, .testLinkSent) { id, account, _ in
                _ = try await site.book.readiness.sendTestLink(id, by: account)
            }
        }
    }

    private func showForm(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let zone = TimeZone(identifier: account.timeZone) ?? .gmt
        let tomorrow = site.clock.now.addingTimeInterval(86_400)
        let values = [
            "length": "50", "language": account.language, "timeZone": account.timeZone, "time": "10:00",
            "day": tomorrow.formatted(Date.ISO8601FormatStyle(timeZone: zone).year().month().day()),
        ]
        return try await formPage(
            FormState(values: values), nil, FillStamp(now: site.clock.now), account, request, context)
    }

    private func add(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: Self.fields)
        let words = site.words(context)
        let stamp = FillStamp(form["began"], signedBy: site.formTokens, now: site.clock.now)
        do throws(RefusedDraft) {
            var draft = try draft(form, account, words)
            draft.form = stamp.map {
                .init(handedOut: $0.began, text: "\($0.number)|\(SentForms.mark(form, Self.typed))")
            }
            let details: AppointmentDetails
            var rivals: [String] = []
            do {
                if form["confirm"] == "no" {
                    details = try await site.book.request(draft, for: account.id, by: account)
                } else {
                    rivals = try await self.rivals(of: draft, form, account, words)
                    details = try await site.book.add(confirmed: draft, for: account.id, by: account)
                }
            } catch AppointmentError.invalid(let invalid) {
                throw RefusedDraft(state: FormState(form, invalid: invalid, words: words))
            } catch AppointmentError.slotTaken {
                let errors = ["time": FieldProblem.slotTaken.sentence(words)]
                throw RefusedDraft(state: FormState(values: form.repeatable, errors: errors))
            } catch let refused as RefusedDraft {
                throw refused
            } catch {
                throw RefusedDraft(state: FormState(), cause: error)
            }
            let confirmed: Notice = site.sendsMail ? .confirmed : .confirmedKept
            let page = SiteURL.deskAppointment(id: details.appointment.id)
            switch details.appointment.state {
            case .confirmed: return await telling(of: rivals, account, site.redirect(page, notice: confirmed))
            case .requested: return site.redirect(page, notice: .requested)
            // The form was sent again when its appointment was over or off already.
            default: return site.redirect(page)
            }
        } catch {
            if let cause = error.cause { throw cause }
            let next = stamp ?? FillStamp(now: site.clock.now)
            return try await formPage(error.state, error.question, next, account, request, context)
        }
    }

    /// The requests that lose their slot to a new appointment. Before they do, and before it is added over what another calendar
    /// has, the practitioner reads it and presses again.
    private func rivals(
        of draft: AppointmentDraft, _ form: Form, _ account: Account, _ words: Catalog
    ) async throws -> [String] {
        let standing = try await site.book.standing(of: draft, by: account)
        let zone = TimeZone(identifier: account.timeZone) ?? .gmt
        let question = NewAppointmentView.Question(
            standing, when: words.moment(draft.startsAt, in: zone, now: site.clock.now),
            time: "\(Int(draft.startsAt.timeIntervalSince1970)) \(draft.lengthMinutes)", words: words)
        // Another confirmed one refuses by itself.
        guard standing.confirmed.isEmpty, let question, form["seen"] != question.time else { return standing.rivals }
        throw RefusedDraft(state: FormState(values: form.repeatable), question: question)
    }

    /// The form as it goes back, or what went wrong below it.
    private struct RefusedDraft: Error {
        let state: FormState
        var question: NewAppointmentView.Question?
        var cause: (any Error)?
    }

    private func draft(_ form: Form, _ account: Account, _ words: Catalog) throws(RefusedDraft) -> AppointmentDraft {
        let zone = TimeZone(identifier: account.timeZone) ?? .gmt
        var errors: [String: String] = [:]
        var start: Date?
        do throws(LocalDateTime.Failure) {
            start = try LocalDateTime(day: form["day"], time: String(form["time"].prefix(5))).instant(in: zone)
        } catch {
            switch error {
            case .day: errors["day"] = (form["day"].isEmpty ? FieldProblem.missing : .date).sentence(words)
            case .time: errors["time"] = (form["time"].isEmpty ? FieldProblem.missing : .time).sentence(words)
            case .skipped: errors["time"] = FieldProblem.gap.sentence(words)
            }
        }
        let language = Language(rawValue: form["language"])
        if language == nil { errors["language"] = FieldProblem.choice.sentence(words) }
        let length = Int(form["length"])
        if length == nil { errors["length"] = FieldProblem.number(5, 480).sentence(words) }
        if form["name"].isEmpty { errors["name"] = FieldProblem.missing.sentence(words) }
        guard errors.isEmpty, let start, let language, let length else {
            throw RefusedDraft(state: FormState(values: form.repeatable, errors: errors))
        }
        return AppointmentDraft(
            clientName: form["name"], clientEmail: form["email"], clientPhone: form["phone"], language: language,
            clientTimeZone: form["timeZone"].isEmpty ? nil : form["timeZone"], startsAt: start, lengthMinutes: length,
            note: form["note"])
    }

    private func formPage(
        _ state: FormState, _ question: NewAppointmentView.Question?, _ stamp: FillStamp, _ account: Account,
        _ request: Request, _ context: PageContext
    ) async throws -> Response {
        let zone = TimeZone(identifier: account.timeZone) ?? .gmt
        let view = NewAppointmentView(
            zone: site.words(context).zoneName(zone), timeZones: TimeZones.names,
            stamp: stamp.text(signedBy: site.formTokens),
            form: state, question: question)
        let status: HTTPResponse.Status = state.errors.isEmpty ? .ok : .unprocessableContent
        return try await site.page(
            view, request, context, kind: .personal, status: question == nil ? status : .conflict)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let login = try site.practitioner(context)
        let id = context.parameters.get("id") ?? ""
        let rows = AppointmentRows(site: site, account: login.account, words: site.words(context))
        let details = try await site.book.find(id, by: login.account)
        let extras = try await rows.extras(of: [details])[details.appointment.id]
        let lost = request.text("lost").flatMap { Int($0) } ?? 0
        let view = AppointmentView(
            details, extras ?? .init(), rows: rows, login: login, lost: min(lost, 99),
            staleCalendars: try await rows.staleCalendars())
        return try await site.page(view, request, context, kind: .personal)
    }

    private func confirm(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let id = context.parameters.get("id") ?? ""
        let rivals = try await rivals(of: id, account)
        let notice: Notice = site.sendsMail ? .confirmed : .confirmedKept
        let response = try await act(request, context, notice, fields: ["seen"]) { id, account, form in
            _ = try await site.book.confirm(id, by: account, expecting: Int(form["seen"]))
        }
        return await telling(of: rivals, account, response)
    }

    /// The next page also says how many requests have lost their slot.
    private func telling(of rivals: [String], _ account: Account, _ response: Response) async -> Response {
        var lost = 0
        for rival in rivals {
            let details = try? await site.book.find(rival, by: account)
            if details?.appointment.state == .declined { lost += 1 }
        }
        guard lost > 0, let location = response.headers[.location] else { return response }
        var told = response
        told.headers[.location] = location + "&lost=\(lost)"
        return told
    }

    /// The requests that lose their slot when this one is confirmed.
    private func rivals(of id: String, _ account: Account) async throws -> [String] {
        let appointment = try await site.book.find(id, by: account).appointment
        guard appointment.state == .requested else { return [] }
        return try await site.book.standings(of: [appointment], by: account)[id]?.rivals ?? []
    }

    /// Carries a verb out. Pressing twice, or too late, leads to the appointment as it is now.
    /// - Parameter state: the one that the verb starts from.
    private func act(
        _ request: Request, _ context: PageContext, _ notice: Notice, fields: Set<String> = [],
        from state: AppointmentState = .requested, _ verb: (String, Account, Form) async throws -> Void
    ) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: fields)
        let id = context.parameters.get("id") ?? ""
        do {
            try await verb(id, account, form)
        } catch AppointmentError.changedMeanwhile {
            let isSame = try await site.book.find(id, by: account).appointment.state == state
            return site.redirect(.deskAppointment(id: id), notice: isSame ? .changedMeanwhile : .tooLate)
        } catch AppointmentError.wrongState, AppointmentError.over, AppointmentError.notStarted {
            return site.redirect(.deskAppointment(id: id), notice: .tooLate)
        } catch AppointmentError.slotTaken {
            return site.redirect(.deskAppointment(id: id), notice: .slotTaken)
        } catch AppointmentError.mailWaiting {
            return site.redirect(.deskAppointment(id: id), notice: .mailWaiting)
        } catch AppointmentError.invalid {
            return site.redirect(.deskAppointment(id: id), notice: .notAccepted)
        }
        return site.redirect(.deskAppointment(id: id), notice: notice)
    }
}
