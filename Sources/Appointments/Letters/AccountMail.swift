// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Mail
import Storage
import Words

/// The mails to people with an account, in the account's language.
struct AccountMail {
    let stationery: Stationery
    let practice: Practice
    let account: Account

    private var catalog: Catalog {
        stationery.catalogs[Language(rawValue: account.language) ?? Language(rawValue: practice.language) ?? .fr]
    }

    func invitation(by inviter: Account, token: String) throws -> MailMessage {
        let letter = letter(
            subject: catalog("mail_invitation_subject", ["practice": practice.name]),
            intro: catalog("mail_invitation_intro", ["inviter": inviter.name, "practice": practice.name]),
            button: Letter.Button(label: catalog("mail_invitation_open"), address: stationery.links.invitation(token)),
            hint: catalog("mail_invitation_hint"))
        let replyTo = try? Mailbox(name: inviter.name, address: EmailAddress(validating: inviter.email))
        return stationery.message(letter, from: practice, to: try mailbox, replyTo: replyTo)
    }

    func passwordReset(token: String) throws -> MailMessage {
        let letter = letter(
            subject: catalog("mail_reset_subject"), intro: catalog("mail_reset_intro", ["practice": practice.name]),
            button: Letter.Button(label: catalog("mail_reset_open"), address: stationery.links.passwordReset(token)),
            hint: catalog("mail_reset_hint"))
        return stationery.message(letter, from: practice, to: try mailbox, replyTo: nil)
    }

    /// Nothing but that it arrived.
    func trial() throws -> MailMessage {
        let letter = letter(
            subject: catalog("mail_trial_subject"), intro: catalog("mail_trial_intro", ["practice": practice.name]))
        return stationery.message(letter, from: practice, to: try mailbox, replyTo: nil)
    }

    private var mailbox: Mailbox {
        get throws { Mailbox(name: account.name, address: try EmailAddress(validating: account.email)) }
    }

    private func letter(
        subject: String, intro: String, button: Letter.Button? = nil, hint: String? = nil
    ) -> Letter {
        Letter(
            catalog: catalog, subject: subject, greeting: catalog("mail_greeting", ["name": account.name]),
            paragraphs: [intro], button: button, hint: hint,
            footnotes: button.map { [Letter.Footnote(text: catalog("mail_link"), address: $0.address)] } ?? [],
            signature: practice.name)
    }
}
