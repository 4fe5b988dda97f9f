// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import HTTPTypes
import Hummingbird
import Mail
import Scheduling
import Storage
import Words

/// The practitioner's mails: how far each has come, and what it says.
struct DeskMailController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        let id = SiteURL.Parameter.id
        router.get(SiteURL.deskMail.pattern, use: list)
        router.get(SiteURL.deskMailItem(id: id).pattern, use: show)
        router.get(SiteURL.deskMailPart(id: id, part: SiteURL.Parameter.part).pattern, use: showPart)
        router.get(SiteURL.deskMailFile(id: id).pattern, use: download)
        router.post(SiteURL.sendMailAgain(id: id).pattern, use: sendAgain)
    }

    private func list(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let words = site.words(context)
        let zone = TimeZone(identifier: account.timeZone) ?? .gmt
        let rows = try await site.book.mails(by: account).map { mail in
            DeskMailView.Row(
                mail: MailSummary(mail, words: words, zone: zone, sendsMail: site.sendsMail, now: site.clock.now),
                subject: mail.subject,
                recipient: mail.recipient,
                createdAt: words.moment(mail.createdAt, in: zone, now: site.clock.now),
                appointmentID: mail.appointmentID)
        }
        return try await site.page(
            DeskMailView(rows: rows, sendsMail: site.sendsMail), request, context, kind: .personal)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let (mail, account) = try await find(context)
        let words = site.words(context)
        let rendered = mail.message.map { RenderedMail(reading: $0) }
        let shown = ["From", "Reply-To", "To", "Subject", "Date", "Message-ID"]
        let view = DeskMailItemView(
            mail: MailSummary(
                mail, words: words, zone: TimeZone(identifier: account.timeZone) ?? .gmt, sendsMail: site.sendsMail,
                now: site.clock.now),
            headers: shown.compactMap { name in rendered?[name].map { (name, $0) } }, isErased: rendered == nil,
            text: rendered?.part("text/plain")?.text, hasHTML: rendered?.part("text/html") != nil,
            calendar: rendered?.part("text/calendar")?.text)
        return try await site.page(view, request, context, kind: .personal)
    }

    /// The HTML part by itself, for the sandboxed frame: no script, no form, no other host.
    private func showPart(_ request: Request, context: PageContext) async throws -> Response {
        let (mail, _) = try await find(context)
        guard context.parameters.get("part") == "html",
            let part = mail.message.map({ RenderedMail(reading: $0) })?.part("text/html")
        else { throw WebError.notFound }
        var headers = site.securityHeaders.fields(.mailBody)
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.cacheControl] = "no-store"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: .init(bytes: part.content)))
    }

    private func download(_ request: Request, context: PageContext) async throws -> Response {
        let (mail, _) = try await find(context)
        guard let message = mail.message else { throw WebError.notFound }
        return Response(
            status: .ok,
            headers: [
                .contentType: "message/rfc822", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"message.eml\"",
            ],
            body: .init(byteBuffer: .init(bytes: message)))
    }

    private func sendAgain(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        _ = try await site.form(request, context, fields: [])
        let id = context.parameters.get("id") ?? ""
        do {
            let details = try await site.book.sendAgain(id, by: account)
            return site.redirect(.deskAppointment(id: details.appointment.id), notice: .queued)
        } catch AppointmentError.noMailServer {
            return site.redirect(.deskMailItem(id: id), notice: .noMailServer)
        } catch AppointmentError.mailWaiting {
            return site.redirect(.deskMailItem(id: id), notice: .mailWaiting)
        } catch AppointmentError.wrongState {
            return site.redirect(.deskMailItem(id: id), notice: .tooLate)
        }
    }

    private func find(_ context: PageContext) async throws -> (OutboxMail, Account) {
        let account = try site.practitioner(context).account
        return (try await site.book.mail(context.parameters.get("id") ?? "", by: account), account)
    }
}
