// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The practitioner's mails, newest first.
struct DeskMailView: View {
    static let template = "desk/mails"

    struct Row: Sendable {
        var mail: MailSummary
        var subject: String
        var recipient: String
        /// Already formatted.
        var createdAt: String
        var appointmentID: String?
    }

    var rows: [Row]
    var sendsMail: Bool

    func title(_ words: Catalog) -> String { words("desk_mail_title") }

    func fields(_ words: Catalog) -> Fields {
        [
            "sendsMail": sendsMail,
            "rows": rows.map { row -> Fields in
                [
                    "mail": row.mail.fields(words),
                    "subject": row.subject,
                    "recipient": row.recipient,
                    "createdAt": row.createdAt,
                    "path": SiteURL.deskMailItem(id: row.mail.id).path,
                    "appointmentPath": row.appointmentID.map { SiteURL.deskAppointment(id: $0).path },
                ]
            },
        ]
    }

    static let samples = [
        DeskMailView(rows: [], sendsMail: false),
        DeskMailView(
            rows: MailSummary.State.allCases.map { state in
                Row(
                    mail: MailSummary(id: "m-\(state.rawValue)", state: state, detail: "250 Ok", at: "9 h 12"),
                    subject: "Votre rendez-vous du mardi 3 juin", recipient: "zoe@example.org",
                    createdAt: "lundi 2 juin à 9 h 12", appointmentID: state == .kept ? nil : "a1")
            }, sendsMail: true),
    ]
}
