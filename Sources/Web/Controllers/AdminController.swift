// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Mail
import Scheduling
import Storage
import Words

/// The owner's page.
struct AdminController: Sendable {
    let site: Site

    private static let practiceFields: Set<String> = [
        "practiceName", "ownerContact", "senderName", "helpPhone", "urgentHelp", "language", "timeZone", "legalText",
        "privacyText",
    ]

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.admin.pattern) { try await page($0, $1) }
        router.post(SiteURL.adminInvite.pattern, use: invite)
        router.post(SiteURL.adminPractice.pattern, use: updatePractice)
        router.post(SiteURL.adminBooking.pattern, use: updateBooking)
        router.post(SiteURL.adminMailTrial.pattern, use: tryMail)
    }

    private func invite(_ request: Request, context: PageContext) async throws -> Response {
        let owner = try site.owner(context).account
        let form = try await site.form(request, context, fields: ["email", "isPractitioner"])
        guard site.sendsMail else { return site.redirect(.admin, notice: .noMailServer) }
        do {
            try await site.accounts.invite(email: form["email"], isPractitioner: form.isOn("isPractitioner"), by: owner)
            return site.redirect(.admin, notice: .invited)
        } catch AccountError.invalid(let faults) {
            return try await page(
                request, context, invite: FormState(form, faults: faults, words: site.words(context)))
        }
    }

    private func updatePractice(_ request: Request, context: PageContext) async throws -> Response {
        let owner = try site.owner(context).account
        let form = try await site.form(request, context, fields: Self.practiceFields)
        do {
            try await site.accounts.updatePractice(
                PracticeForm(
                    practiceName: form["practiceName"], ownerContact: form["ownerContact"],
                    senderName: form["senderName"], helpPhone: form["helpPhone"], urgentHelp: form["urgentHelp"],
                    language: form["language"], timeZone: form["timeZone"], legalText: form["legalText"],
                    privacyText: form["privacyText"]),
                by: owner)
            return site.redirect(.admin, notice: .saved)
        } catch AccountError.invalid(let faults) {
            return try await page(
                request, context, practice: FormState(form, faults: faults, words: site.words(context)))
        }
    }

    private func updateBooking(_ request: Request, context: PageContext) async throws -> Response {
        let owner = try site.owner(context).account
        let form = try await site.form(request, context, fields: ["embedParents", "retentionMonths"])
        do {
            try await site.accounts.updateBookingPolicy(
                BookingPolicyForm(
                    embedParents: form["embedParents"], retentionMonths: Int(form["retentionMonths"])), by: owner)
            return site.redirect(.admin, notice: .saved)
        } catch AccountError.invalid(let faults) {
            return try await page(
                request, context, booking: FormState(form, faults: faults, words: site.words(context)))
        }
    }

    /// A mail to the owner, whose outcome the page tells.
    private func tryMail(_ request: Request, context: PageContext) async throws -> Response {
        let owner = try site.owner(context).account
        _ = try await site.form(request, context, fields: [])
        do {
            let outcome = try await site.mailTrial.send(to: owner)
            return try await page(
                request, context, trial: Self.trial(outcome, to: owner.email, site.words(context)))
        } catch AppointmentError.noMailServer {
            return site.redirect(.admin, notice: .noMailServer)
        }
    }

    private static func trial(
        _ outcome: Result<ServerReply, DeliveryFailure>, to email: String, _ words: Catalog
    ) -> AdminView.Trial {
        switch outcome {
        case .success(let reply):
            AdminView.Trial(
                isSent: true, sentence: words("admin_trial_sent", ["email": email]), raw: reply.description)
        case .failure(let failure):
            AdminView.Trial(
                isSent: false,
                sentence: words("admin_trial_failed") + " " + MailReply(failure.explanation).sentence(words),
                raw: failure.ownWords)
        }
    }

    private func page(
        _ request: Request, _ context: PageContext, invite: FormState? = nil, practice: FormState? = nil,
        booking: FormState? = nil, trial: AdminView.Trial? = nil
    ) async throws -> Response {
        let owner = try site.owner(context).account
        let people = try await site.accounts.people(by: owner)
        let mails = try await site.book.mailStates(by: owner)
        let current = try await site.accounts.practice()
        let words = site.words(context)
        let zone = TimeZone(identifier: owner.timeZone) ?? .gmt
        let view = AdminView(
            people: people.filter { !$0.isInvited }.map(Self.person),
            invited: people.filter(\.isInvited).map { person in
                AdminView.Invited(
                    email: person.account.email, until: person.invitedUntil.map { words.time($0, in: zone) } ?? "–")
            },
            settings: site.shownSettings.map {
                AdminView.Setting(
                    key: $0.key, value: Self.shown($0.value, words),
                    origin: words($0.isSet ? "admin_set" : "admin_default"))
            },
            mails: mails.map { mail in
                AdminView.Mail(
                    summary: MailSummary(
                        mail, words: words, zone: zone, sendsMail: site.sendsMail, now: site.clock.now),
                    createdAt: words.moment(mail.createdAt, in: zone, now: site.clock.now))
            },
            sendsMail: site.sendsMail, mailBanner: try await site.mailBanner(for: owner, words), trial: trial,
            ownEmail: owner.email, inviteForm: invite ?? FormState(values: ["isPractitioner": "on"]),
            practiceForm: practice ?? current.map(Self.state) ?? FormState(),
            bookingForm: booking ?? current.map(Self.booking) ?? FormState(), timeZones: TimeZones.names)
        let isRefused = invite != nil || practice != nil || booking != nil
        return try await site.page(
            view, request, context, kind: .personal, status: isRefused ? .unprocessableContent : .ok)
    }

    private static func shown(_ value: Site.ShownSetting.Value, _ words: Catalog) -> String {
        switch value {
        case .text(let text): text
        case .hidden: words("admin_hidden")
        case .unset: words("admin_unset")
        }
    }

    private static func person(_ person: Person) -> AdminView.Person {
        let account = person.account
        return AdminView.Person(
            id: account.id, name: account.name, email: account.email, isOwner: account.isOwner,
            isPractitioner: account.isPractitioner,
            isDisabled: account.disabledAt != nil)
    }

    private static func booking(_ practice: Practice) -> FormState {
        FormState(values: [
            "embedParents": practice.embedParents.joined(separator: "\n"),
            "retentionMonths": String(practice.retentionMonths),
        ])
    }

    private static func state(_ practice: Practice) -> FormState {
        FormState(values: [
            "practiceName": practice.name, "ownerContact": practice.ownerContact, "senderName": practice.senderName,
            "helpPhone": practice.helpPhone, "urgentHelp": practice.urgentHelp, "language": practice.language,
            "timeZone": practice.timeZone, "legalText": practice.legalText, "privacyText": practice.privacyText,
        ])
    }
}
