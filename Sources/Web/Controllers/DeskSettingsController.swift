// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Calls
import Foundation
import Hummingbird
import Storage

/// The practitioner's own settings.
struct DeskSettingsController: Sendable {
    let site: Site

    private static let fields: Set<String> = [
        "name", "language", "timeZone", "roomName", "helpPhone", "welcome", "minutesBefore", "minutesAfter",
        "cameraOnAtEntry", "lockOnEntry", "stayClosed", "roomLinkAllowed", "relayOnly",
    ]

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.deskSettings.pattern) { try await page(nil, $0, $1) }
        router.post(SiteURL.deskSettings.pattern, use: update)
        router.post(SiteURL.newRoomLink.pattern, use: newRoomLink)
    }

    private func update(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: Self.fields)
        do {
            try await site.accounts.updateSettings(
                SettingsForm(
                    name: form["name"], language: form["language"], timeZone: form["timeZone"],
                    roomName: form["roomName"], helpPhone: form["helpPhone"], welcome: form["welcome"],
                    minutesBefore: Int(form["minutesBefore"]), minutesAfter: Int(form["minutesAfter"]),
                    cameraOnAtEntry: form.isOn("cameraOnAtEntry"), lockOnEntry: form.isOn("lockOnEntry"),
                    stayClosed: form.isOn("stayClosed"), roomLinkAllowed: form.isOn("roomLinkAllowed"),
                    relayOnly: form.isOn("relayOnly")),
                of: account)
        } catch AccountError.invalid(let faults) {
            return try await page(FormState(form, faults: faults, words: site.words(context)), request, context)
        }
        site.registry.settingsChanged(practitioner: account.id)
        var response = site.redirect(.deskSettings, notice: .saved)
        // The setting is the newer choice: one made before by the switch no longer hides it.
        response.setCookie(Cookie(name: LanguageChoice.cookie, value: "", maxAge: 0, path: "/"))
        return response
    }

    private func newRoomLink(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        _ = try await site.form(request, context, fields: [])
        _ = try await site.accounts.newRoomLink(of: account)
        site.registry.settingsChanged(practitioner: account.id)
        return site.redirect(.deskSettings, notice: .roomLink)
    }

    private func page(_ refused: FormState?, _ request: Request, _ context: PageContext) async throws -> Response {
        let login = try site.practitioner(context)
        let details = try await site.accounts.details(of: login.account)
        let rows = AppointmentRows(site: site, account: login.account, words: site.words(context))
        let practice = details.practice
        let view = DeskSettingsView(
            form: refused ?? Self.state(details), timeZones: TimeZones.names, roomLink: rows.roomLink(details),
            practice: DeskSettingsView.PracticeFacts(
                name: practice.name, ownerContact: practice.ownerContact,
                helpPhone: practice.helpPhone.isEmpty ? nil : practice.helpPhone,
                urgentHelp: practice.urgentHelp.isEmpty ? nil : practice.urgentHelp, sendsMail: site.sendsMail),
            watch: rows.watch(login, room: details.room))
        // Browsers list sound outputs only where the microphone may be used.
        return try await site.page(
            view, request, context, kind: .call, status: refused == nil ? .ok : .unprocessableContent)
    }

    private static func state(_ details: PractitionerDetails) -> FormState {
        let (account, own) = (details.account, details.practitioner)
        var values = [
            "name": account.name, "language": account.language, "timeZone": account.timeZone,
            "roomName": details.room.name, "helpPhone": own.helpPhone ?? "", "welcome": own.welcome ?? "",
            "minutesBefore": String(own.knockMinutesBefore), "minutesAfter": String(own.knockMinutesAfter),
        ]
        let checks = [
            "cameraOnAtEntry": own.cameraOnAtEntry, "lockOnEntry": own.lockOnEntry, "stayClosed": own.stayClosed,
            "roomLinkAllowed": own.roomLinkAllowed, "relayOnly": own.relayOnly,
        ]
        for (name, isOn) in checks where isOn { values[name] = "on" }
        return FormState(values: values)
    }
}
