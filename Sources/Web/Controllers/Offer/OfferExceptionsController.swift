// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Hummingbird
import Storage
import Words

/// Days with other hours than the week's, or with none.
struct OfferExceptionsController: Sendable {
    let site: Site

    static let fields = SpanRows.names(key: "x").union(["firstDay", "lastDay", "kind", "label", "do"])

    func addRoutes(to router: Router<PageContext>) {
        router.post(SiteURL.offer(.exceptions).pattern, use: add)
        router.post(SiteURL.offer(.removeException(id: SiteURL.Parameter.id)).pattern, use: remove)
    }

    private func add(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: Self.fields)
        let words = site.words(context)
        let isClosed = form["kind"] == "closed"
        let read = SpanRows(key: "x", isClosed ? nil : form).read()
        var state = FormState(values: form.repeatable, errors: read.faults.mapValues { $0.sentence(words) })
        if !["closed", "hours"].contains(form["kind"]) {
            state.errors["kind"] = FieldProblem.choice.sentence(words)
        } else if !isClosed, read.spans.isEmpty, read.faults.isEmpty {
            state.errors["start-x-0"] = words("offer_problem_no_hours")
        }
        do {
            // With a fault of ours nothing may be stored, but the other fields are to be judged: no span is read from this.
            let spans = state.errors.isEmpty ? read.spans.map(SpanForm.init) : [SpanForm(start: "?", end: "?")]
            let draft = ExceptionForm(
                firstDay: form["firstDay"], lastDay: form["lastDay"], spans: spans, label: form["label"])
            try await site.offers.addException(draft, by: account)
        } catch OfferError.invalid(let faults) {
            let isOurs = !state.errors.isEmpty
            for fault in faults where !(isOurs && fault.field == .hours) {
                state.errors[fault.field == .hours ? "start-x-0" : fault.field.rawValue] = fault.sentence(words)
            }
            var page = OfferHoursPage(site: site)
            page.exceptionForm = state
            return try await page.answer(request, context, refused: true)
        }
        return site.redirect(.offer(.hours), notice: .saved)
    }

    /// What the form says, for seeing what it would do; nil while its hours are not complete.
    static func typed(_ form: Form) -> ExceptionForm? {
        let isClosed = form["kind"] == "closed"
        let read = SpanRows(key: "x", isClosed ? nil : form).read()
        guard isClosed || (read.faults.isEmpty && !read.spans.isEmpty) else { return nil }
        return ExceptionForm(
            firstDay: form["firstDay"], lastDay: form["lastDay"], spans: read.spans.map(SpanForm.init))
    }

    private func remove(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        _ = try await site.form(request, context, fields: [])
        try await site.offers.removeException(context.parameters.get("id") ?? "", by: account)
        return site.redirect(.offer(.hours), notice: .exceptionRemoved)
    }
}
