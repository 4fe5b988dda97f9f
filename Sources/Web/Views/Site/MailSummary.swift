// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// How far one mail has come.
struct MailSummary: Sendable {
    /// The raw values are those of the outbox. `leased` is shown as queued.
    enum State: String, Sendable, CaseIterable {
        case queued, accepted, failed, kept
    }

    var id: String
    var state: State
    /// The mail server's reply, or why the mail failed.
    var detail: String?
    /// When it was accepted, or made; already formatted.
    var at: String?
    /// There is a mail server to send it again by.
    var sendsMail = true

    private var reply: String? { detail.flatMap { $0.isEmpty ? nil : $0 } }

    func fields(_ words: Catalog) -> Fields {
        [
            "id": id,
            "word": word(words),
            "tone": tone,
            "reply": reply,
            "at": at,
            "mailPath": SiteURL.deskMailItem(id: id).path,
            "againPath": sendsMail && (state == .failed || state == .kept) ? SiteURL.sendMailAgain(id: id).path : nil,
            "isFailed": state == .failed,
            "helpPath": HelpAnchor.mail.path,
        ]
    }

    private func word(_ words: Catalog) -> String {
        switch state {
        case .queued: words("common_mail_queued")
        case .accepted: words("common_mail_accepted")
        case .failed: words("common_mail_failed")
        case .kept: words("common_mail_kept")
        }
    }

    private var tone: String {
        switch state {
        case .queued: "warning"
        case .accepted: "success"
        case .failed: "danger"
        case .kept: "quiet"
        }
    }
}
