// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Hummingbird
import NIOCore
import Storage
import Words

/// The practitioner's own words in mails to clients.
struct OfferWordingsController: Sendable {
    let site: Site

    private static let fields: Set<String> = ["subject", "body"]

    func addRoutes(to router: Router<PageContext>) {
        let (kind, language) = (SiteURL.Parameter.kind, SiteURL.Parameter.language)
        router.get(SiteURL.offer(.wordings).pattern, use: list)
        router.get(SiteURL.offer(.wording(kind: kind, language: language)).pattern) { try await page(nil, $0, $1) }
        router.post(SiteURL.offer(.wording(kind: kind, language: language)).pattern, use: save)
        router.get(SiteURL.offer(.wordingPreview(kind: kind, language: language)).pattern) { _, context in
            let (account, mail) = try await entry(context)
            return try await preview(mail.wording, mail, account, context)
        }
        router.post(SiteURL.offer(.wordingPreview(kind: kind, language: language)).pattern) { request, context in
            let (account, mail) = try await entry(context)
            return try await preview(try await wording(request, context).1, mail, account, context)
        }
        router.post(SiteURL.offer(.wordingTest(kind: kind, language: language)).pattern, use: test)
        router.post(SiteURL.offer(.wordingStandard(kind: kind, language: language)).pattern, use: standard)
    }

    private func list(_ request: Request, context: PageContext) async throws -> Response {
        let login = try site.practitioner(context)
        let rules = try await site.offers.rules(of: login.account)
        let entries = try await site.wordings.entries(by: login.account)
        let rows = MailKind.wordable.map { kind in
            let isOn =
                switch kind {
                case .reminderDay: rules.remindsDay
                case .reminderHour: rules.remindsHour
                case .doorOpen: rules.announcesDoor
                default: true
                }
            return OfferWordingsView.Row(
                kind: kind.rawValue, isOn: isOn,
                own: Set(entries.filter { $0.kind == kind && $0.isOwn }.map(\.language)))
        }
        let view = OfferWordingsView(frame: try await site.offerFrame(.wordings, login), rows: rows)
        return try await site.offerPage(view, request, context)
    }

    private func save(_ request: Request, context: PageContext) async throws -> Response {
        let (account, mail) = try await entry(context)
        let (form, wording) = try await wording(request, context)
        do {
            try await site.wordings.save(wording, mail.kind, mail.language, by: account)
        } catch WordingError.invalid(let problems) {
            return try await page(state(form, problems, context), request, context)
        }
        return site.redirect(
            .offer(.wording(kind: mail.kind.rawValue, language: mail.language.rawValue)), notice: .saved)
    }

    /// To the practitioner's own address; what was typed stays typed and is not kept.
    private func test(_ request: Request, context: PageContext) async throws -> Response {
        let (account, mail) = try await entry(context)
        let (form, wording) = try await wording(request, context)
        do {
            try await site.wordings.sendSample(wording, mail.kind, mail.language, by: account)
        } catch WordingError.invalid(let problems) {
            return try await page(state(form, problems, context), request, context)
        } catch WordingError.noMailServer {
            return try await page(
                FormState(values: form.repeatable), request, context, notice: .noMailServer, refused: true)
        }
        return try await page(
            FormState(values: form.repeatable), request, context, notice: .testMail, refused: false)
    }

    private func standard(_ request: Request, context: PageContext) async throws -> Response {
        let (account, mail) = try await entry(context)
        _ = try await site.form(request, context, fields: [])
        try await site.wordings.reset(mail.kind, mail.language, by: account)
        return site.redirect(
            .offer(.wording(kind: mail.kind.rawValue, language: mail.language.rawValue)), notice: .wordingStandard)
    }

    /// The mail's own HTML for the frame, or what keeps it from being one.
    private func preview(
        _ wording: Wording, _ mail: WordingBook.Entry, _ account: Account, _ context: PageContext
    ) async throws -> Response {
        var headers = site.securityHeaders.fields(.mailBody)
        headers[.cacheControl] = "no-store"
        do {
            let preview = try await site.wordings.preview(wording, mail.kind, mail.language, by: account)
            headers[.contentType] = "text/html; charset=utf-8"
            let page = preview.html(subjectAs: site.words(context)("offer_wording_subject"))
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: page)))
        } catch WordingError.invalid(let problems) {
            headers[.contentType] = "text/plain; charset=utf-8"
            let words = site.words(context)
            let text = problems.map { "\(Self.label($0.field, words)): \($0.sentence(words))" }
            return Response(
                status: .unprocessableContent, headers: headers,
                body: .init(byteBuffer: ByteBuffer(string: text.joined(separator: "\n"))))
        }
    }

    private static func label(_ field: WordingProblem.Field, _ words: Catalog) -> String {
        switch field {
        case .subject: words("offer_wording_subject")
        case .body: words("offer_wording_body")
        }
    }

    /// - Parameter typed: what was typed; nil: what is in force.
    private func page(
        _ typed: FormState?, _ request: Request, _ context: PageContext, notice: Notice? = nil,
        refused: Bool? = nil
    ) async throws -> Response {
        let login = try site.practitioner(context)
        let (account, mail) = try await entry(context)
        let standard = site.wordings.standard(mail.kind, mail.language)
        let inForce = FormState(values: ["subject": mail.wording.subject, "body": mail.wording.body])
        let view = OfferWordingView(
            frame: try await site.offerFrame(.wordings, login), kind: mail.kind.rawValue, language: mail.language,
            form: typed ?? inForce,
            placeholders: MailPlaceholder.allowed(in: mail.kind).map { placeholder in
                .init(
                    name: placeholder.rawValue,
                    meaning: site.wordings.meaning(of: placeholder, in: context.language))
            }, standardSubject: standard.subject, standardBody: standard.body, isOwn: mail.isOwn,
            sendsMail: site.sendsMail, ownEmail: account.email, notice: notice)
        return try await site.offerPage(view, request, context, refused: refused ?? (typed != nil))
    }

    private func entry(_ context: PageContext) async throws -> (Account, WordingBook.Entry) {
        let account = try site.practitioner(context).account
        guard let kind = MailKind(rawValue: context.parameters.get("kind") ?? ""),
            let language = Language(rawValue: context.parameters.get("language") ?? "")
        else { throw WebError.notFound }
        return (account, try await site.wordings.entry(kind, language, by: account))
    }

    private func wording(_ request: Request, _ context: PageContext) async throws -> (Form, Wording) {
        let form = try await site.form(request, context, fields: Self.fields)
        return (form, Wording(subject: form["subject"], body: form["body"]))
    }

    private func state(_ form: Form, _ problems: [WordingProblem], _ context: PageContext) -> FormState {
        let words = site.words(context)
        var state = FormState(values: form.repeatable)
        for problem in problems { state.errors[problem.field.rawValue] = problem.sentence(words) }
        return state
    }
}

extension WordingProblem {
    func sentence(_ words: Catalog) -> String {
        switch problem {
        case .missing: FieldProblem.missing.sentence(words)
        case .tooLong: FieldProblem.tooLong(field == .subject ? 150 : 3_000).sentence(words)
        case .forbiddenCharacter: FieldProblem.unusable.sentence(words)
        case .unknownPlaceholders(let names):
            words("offer_problem_placeholder", ["name": names.map { "{\($0)}" }.joined(separator: ", ")])
        case .unclosedPlaceholders(let names):
            words("offer_problem_unclosed", ["name": names.map { "{\($0)" }.joined(separator: ", ")])
        }
    }
}
