// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// One person of the practice, to be disabled or enabled again by the owner. Fields: `coming` (`keep`, `cancel`, `hand`), `to` (an
/// account's id) and the check box `cancelRest`.
struct AdminPersonView: View {
    static let template = "admin/person"

    /// What becomes of coming appointments. The raw values are those of the form.
    enum Choice: String, Sendable, CaseIterable {
        case keep, cancel, hand
    }

    struct Colleague: Sendable {
        var id: String
        var name: String
    }

    var name: String
    var email: String
    var id: String
    var isDisabled: Bool
    var isOwn: Bool
    var isPractitioner: Bool
    var confirmed: Int
    var requested: Int
    /// Practitioners who could take the appointments over.
    var colleagues: [Colleague]
    /// Moments of the appointments that the chosen colleague has no room for, already formatted.
    var conflicts: [String]
    var form: FormState

    func title(_ words: Catalog) -> String { name }

    func fields(_ words: Catalog) -> Fields {
        let hasComing = confirmed + requested > 0
        return [
            "name": name,
            "email": email,
            "isDisabled": isDisabled,
            "isPractitioner": isPractitioner,
            "confirmed": words("admin_person_confirmed", ["count": String(confirmed)]),
            "requested": words("admin_person_requested", ["count": String(requested)]),
            "hasComing": hasComing,
            "conflicts": conflicts.isEmpty ? nil : ["rows": conflicts.map { ["when": $0] as Fields }] as Fields,
            "form": inputs(words).form(form),
            "canHand": !colleagues.isEmpty,
            "disablePath": isDisabled || isOwn ? nil : SiteURL.disablePerson(id: id).path,
            "enablePath": isDisabled ? SiteURL.enablePerson(id: id).path : nil,
            "backPath": SiteURL.admin.path,
        ]
    }

    private func inputs(_ words: Catalog) -> [FormField] {
        let choices = Choice.allCases.filter { $0 != .hand || !colleagues.isEmpty }
        return [
            FormField(
                name: "coming", label: words("admin_person_coming"),
                options: choices.map {
                    .init(
                        value: $0.rawValue, label: words("admin_person_\($0.rawValue)"),
                        hint: words("admin_person_\($0.rawValue)_hint"))
                }),
            FormField(
                name: "to", label: words("admin_person_to"),
                options: colleagues.map { .init(value: $0.id, label: $0.name) }),
            FormField(
                name: "cancelRest", label: words("admin_person_cancel_rest"), type: "checkbox", isRequired: false),
        ]
    }

    static let samples = [
        AdminPersonView(
            name: "Anne", email: "a@example.org", id: "a1", isDisabled: false, isOwn: false, isPractitioner: true,
            confirmed: 3, requested: 1, colleagues: [Colleague(id: "b1", name: "Bruno")],
            conflicts: ["mardi 3 juin à 10 h"], form: FormState(values: ["coming": "keep"], errors: ["coming": "?"])),
        AdminPersonView(
            name: "Anne", email: "a@example.org", id: "a1", isDisabled: true, isOwn: false, isPractitioner: false,
            confirmed: 0, requested: 0, colleagues: [], conflicts: [], form: FormState()),
        AdminPersonView(
            name: "Anne", email: "a@example.org", id: "a1", isDisabled: false, isOwn: true, isPractitioner: true,
            confirmed: 0, requested: 0, colleagues: [], conflicts: [], form: FormState()),
    ]
}
