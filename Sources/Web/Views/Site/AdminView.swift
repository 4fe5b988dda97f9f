// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The owner's page: people, the practice's settings, the configuration in force, the mails' states.
///
/// Invitation fields: `email`, `isPractitioner` (check box). Practice fields: `practiceName`, `ownerContact`,
/// `senderName`, `helpPhone`, `urgentHelp`, `language`, `timeZone`, `legalText`, `privacyText`. Booking fields: `embedParents` (an
/// origin a line), `retentionMonths`.
struct AdminView: View {
    static let template = "admin/admin"

    struct Person: Sendable {
        var id: String
        var name: String
        var email: String
        var isOwner: Bool
        var isPractitioner: Bool
        var isDisabled: Bool
    }

    struct Invited: Sendable {
        var email: String
        /// Already formatted.
        var until: String
    }

    struct Setting: Sendable {
        /// The environment form: `VISAVIS_SMTP_URL`.
        var key: String
        /// Secrets are already replaced.
        var value: String
        /// `default`, `file`, `environment`, `flag`.
        var origin: String
    }

    /// A mail's state without its body, subject or recipient.
    struct Mail: Sendable {
        var summary: MailSummary
        var createdAt: String
    }

    /// What became of the mail that the owner just sent to themselves.
    struct Trial: Sendable {
        var isSent: Bool
        var sentence: String
        /// As the server, or libcurl, said it.
        var raw: String

        fileprivate var fields: Fields {
            ["tone": isSent ? "success" : "danger", "sentence": sentence, "raw": raw]
        }
    }

    var people: [Person]
    var invited: [Invited]
    var settings: [Setting]
    var mails: [Mail]
    var sendsMail: Bool
    /// Nil while mails leave.
    var mailBanner: MailBanner?
    var trial: Trial?
    /// Whom a test mail goes to.
    var ownEmail: String
    var inviteForm: FormState
    var practiceForm: FormState
    var bookingForm: FormState
    /// IANA names.
    var timeZones: [String]

    func title(_ words: Catalog) -> String { words("admin_title") }

    func fields(_ words: Catalog) -> Fields {
        [
            "people": people.map { person -> Fields in
                [
                    "name": person.name, "email": person.email, "isOwner": person.isOwner,
                    "isPractitioner": person.isPractitioner, "isDisabled": person.isDisabled,
                    "path": SiteURL.adminPerson(id: person.id).path,
                ]
            },
            "invited": invited.isEmpty
                ? nil
                : ["rows": invited.map { ["email": $0.email, "until": $0.until] as Fields }] as Fields,
            "settings": settings.map { setting -> Fields in
                ["key": setting.key, "value": setting.value, "origin": setting.origin]
            },
            "mails": mails.map { mail -> Fields in
                ["mail": mail.summary.fields(words), "createdAt": mail.createdAt]
            },
            "sendsMail": sendsMail,
            "mailBanner": mailBanner?.fields(words),
            "trial": trial?.fields,
            "trialTo": ownEmail,
            "trialAction": SiteURL.adminMailTrial.path + "#mails",
            "invite": inviteInputs(words).form(inviteForm),
            "inviteAction": SiteURL.adminInvite.path,
            "house": practiceInputs(words).form(practiceForm),
            "houseAction": SiteURL.adminPractice.path,
            "booking": bookingInputs(words).form(bookingForm),
            "bookingAction": SiteURL.adminBooking.path,
            "figuresPath": SiteURL.adminFigures.path,
            "clientPath": SiteURL.adminClient.path,
        ]
    }

    private func inviteInputs(_ words: Catalog) -> [FormField] {
        var email = FormField.email(words, prefix: "invite-")
        email.autocomplete = "off"
        return [
            email,
            FormField(
                name: "isPractitioner", label: words("admin_invite_practitioner"), type: "checkbox",
                hint: words("admin_invite_practitioner_hint"), isRequired: false, prefix: "invite-"),
        ]
    }

    private func practiceInputs(_ words: Catalog) -> [FormField] {
        [
            FormField(name: "practiceName", label: words("site_setup_practice"), maxLength: 120),
            FormField(
                name: "ownerContact", label: words("admin_owner_contact"), type: "email",
                hint: words("admin_owner_contact_hint"), maxLength: 254),
            FormField(
                name: "senderName", label: words("admin_sender_name"), hint: words("admin_sender_name_hint"),
                maxLength: 120),
            .helpPhone(words, hint: words("admin_help_phone_hint")),
            FormField(
                name: "urgentHelp", label: words("admin_urgent_help"), hint: words("admin_urgent_help_hint"),
                isRequired: false, maxLength: 500),
            .language(words, label: words("common_language")),
            .timeZone(words, zones: timeZones),
            FormField(
                name: "legalText", label: words("admin_legal_text"), hint: words("admin_text_hint"),
                isRequired: false, maxLength: 10_000),
            FormField(
                name: "privacyText", label: words("admin_privacy_text"), hint: words("admin_text_hint"),
                isRequired: false, maxLength: 10_000),
        ]
    }

    private func bookingInputs(_ words: Catalog) -> [FormField] {
        [
            FormField(
                name: "embedParents", label: words("admin_embed_parents"), hint: words("admin_embed_parents_hint"),
                isRequired: false, maxLength: 2_000),
            FormField(
                name: "retentionMonths", label: words("admin_retention"), type: "number",
                hint: words("admin_retention_hint"), maxLength: 3, range: 1...120),
        ]
    }

    static let samples = [
        AdminView(
            people: [
                Person(
                    id: "a1", name: "Anne", email: "a@example.org", isOwner: true, isPractitioner: true,
                    isDisabled: false)
            ],
            invited: [Invited(email: "p@example.org", until: "11 h")],
            settings: [Setting(key: "VISAVIS_HTTP_PORT", value: "8080", origin: "default")],
            mails: MailSummary.State.allCases.map { state in
                Mail(summary: MailSummary(id: "m1", state: state, detail: "550", at: "9 h"), createdAt: "9 h")
            }, sendsMail: true, mailBanner: .sample,
            trial: Trial(isSent: false, sentence: "?", raw: "535 no"), ownEmail: "a@example.org",
            inviteForm: FormState(errors: ["email": "?"]),
            practiceForm: FormState(errors: ["practiceName": "?"]),
            bookingForm: FormState(errors: ["embedParents": "?"]), timeZones: ["Europe/Paris"]),
        AdminView(
            people: [], invited: [], settings: [], mails: [], sendsMail: false, ownEmail: "",
            inviteForm: FormState(), practiceForm: FormState(), bookingForm: FormState(), timeZones: []),
    ]
}
