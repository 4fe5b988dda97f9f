// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The practitioner's own settings. Fields: `name`, `language`, `timeZone`, `roomName`, `helpPhone`, `welcome`,
/// `minutesBefore`, `minutesAfter` and the check boxes `cameraOnAtEntry`, `lockOnEntry`, `stayClosed`,
/// `relayOnly`, `roomLinkAllowed`. A new room link is a form of its own with no field but the token.
struct DeskSettingsView: View {
    static let template = "desk/settings"

    /// What only the site's owner can change.
    struct PracticeFacts: Sendable {
        var name: String
        var ownerContact: String
        var helpPhone: String?
        var urgentHelp: String?
        var sendsMail: Bool
    }

    var form: FormState
    /// IANA names.
    var timeZones: [String]
    var roomLink: RoomLinkCard
    var practice: PracticeFacts
    var watch: ArrivalWatch?

    func title(_ words: Catalog) -> String { words("desk_settings_title") }

    func fields(_ words: Catalog) -> Fields {
        [
            "form": inputs(words).form(form),
            "action": SiteURL.deskSettings.path,
            "roomLink": roomLink.fields,
            "newLinkPath": SiteURL.newRoomLink.path,
            "forgottenPath": SiteURL.forgotPassword.path,
            "practiceFacts": [
                "name": practice.name,
                "ownerContact": practice.ownerContact,
                "helpPhone": practice.helpPhone,
                "urgentHelp": practice.urgentHelp,
                "sendsMail": practice.sendsMail,
                "askPath": "mailto:\(practice.ownerContact)",
            ] as Fields,
            "watch": watch?.fields,
        ]
    }

    private func inputs(_ words: Catalog) -> [FormField] {
        [
            FormField(name: "name", label: words("common_own_name"), autocomplete: "name", maxLength: 120),
            .language(words, label: words("common_language")),
            .timeZone(words, zones: timeZones),
            FormField(
                name: "roomName", label: words("common_room_name"), hint: words("common_room_name_hint"),
                maxLength: 60),
            .helpPhone(words, hint: words("desk_help_phone_hint")),
            FormField(
                name: "welcome", label: words("desk_welcome"), hint: words("desk_welcome_hint"), isRequired: false,
                maxLength: 500),
            FormField(
                name: "minutesBefore", label: words("desk_minutes_before"), type: "number",
                hint: words("desk_minutes_hint"), maxLength: 3),
            FormField(
                name: "minutesAfter", label: words("desk_minutes_after"), type: "number",
                hint: words("desk_minutes_hint"), maxLength: 3),
            check("cameraOnAtEntry", words("desk_camera_on"), words("desk_camera_on_hint")),
            check("lockOnEntry", words("desk_lock_on_entry"), words("desk_lock_on_entry_hint")),
            check("stayClosed", words("desk_stay_closed"), words("desk_stay_closed_hint")),
            check("relayOnly", words("desk_relay_only"), words("desk_relay_only_hint")),
            check("roomLinkAllowed", words("desk_room_link_allowed"), words("desk_room_link_allowed_hint")),
        ]
    }

    private func check(_ name: String, _ label: String, _ hint: String) -> FormField {
        FormField(name: name, label: label, type: "checkbox", hint: hint, isRequired: false)
    }

    static let samples = [
        DeskSettingsView(
            form: FormState(values: ["name": "Anne Martin", "cameraOnAtEntry": "on"]), timeZones: ["Europe/Paris"],
            roomLink: .sample,
            practice: PracticeFacts(
                name: "Cabinet", ownerContact: "owner@example.org", helpPhone: "+33123456789",
                urgentHelp: "15", sendsMail: true), watch: .sample),
        DeskSettingsView(
            form: FormState(errors: ["name": "?"]), timeZones: ["Europe/Paris"], roomLink: .sample,
            practice: PracticeFacts(
                name: "Cabinet", ownerContact: "owner@example.org", helpPhone: nil, urgentHelp: nil,
                sendsMail: false)),
    ]
}
