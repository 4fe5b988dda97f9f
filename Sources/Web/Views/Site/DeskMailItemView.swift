// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// One mail, exactly as it goes or went.
struct DeskMailItemView: View {
    static let template = "desk/mail"

    var mail: MailSummary
    /// The header fields that a reader sees, decoded.
    var headers: [(name: String, value: String)]
    /// The body was erased, 7 days after the mail was accepted.
    var isErased: Bool
    var text: String?
    /// The HTML part is served at its own address and shown in a sandboxed frame.
    var hasHTML: Bool
    var calendar: String?

    func title(_ words: Catalog) -> String { words("desk_mail_one_title") }

    func fields(_ words: Catalog) -> Fields {
        [
            "mail": mail.fields(words),
            "headers": headers.map { header -> Fields in ["name": header.name, "value": header.value] },
            "isErased": isErased,
            "text": text,
            "calendar": calendar,
            "htmlPath": hasHTML ? SiteURL.deskMailPart(id: mail.id, part: "html").path : nil,
            "filePath": isErased ? nil : SiteURL.deskMailFile(id: mail.id).path,
            "backPath": SiteURL.deskMail.path,
        ]
    }

    static let samples = [
        DeskMailItemView(
            mail: MailSummary(id: "m1", state: .failed, detail: "550 5.1.1", at: "9 h 12"),
            headers: [("Subject", "Votre rendez-vous du mardi 3 juin")], isErased: false, text: "Bonjour,",
            hasHTML: true, calendar: "BEGIN:VCALENDAR"),
        DeskMailItemView(
            mail: MailSummary(id: "m2", state: .accepted), headers: [], isErased: true, text: nil, hasHTML: false,
            calendar: nil),
    ]
}
