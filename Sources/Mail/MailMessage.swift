// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A mail as RFC 5322 wants it. Every value becomes a field through `HeaderField`, so nothing given here can add a field.
public struct MailMessage: Sendable {
    public var from: Mailbox
    /// The mailbox that really sends, when it is not `from` (RFC 5322, 3.6.2).
    public var sender: Mailbox?
    public var to: Mailbox
    public var replyTo: Mailbox?
    public var subject: String
    public var date: Date
    public var messageID: MessageID
    /// BCP 47.
    public var language: String
    /// Complete by itself; the HTML says the same.
    public var text: String
    public var html: String?
    public var calendar: CalendarPart?

    public init(
        from: Mailbox, sender: Mailbox? = nil, to: Mailbox, replyTo: Mailbox? = nil, subject: String, date: Date,
        messageID: MessageID, language: String, text: String, html: String? = nil, calendar: CalendarPart? = nil
    ) {
        self.from = from
        self.sender = sender
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.date = date
        self.messageID = messageID
        self.language = language
        self.text = text
        self.html = html
        self.calendar = calendar
    }

    /// The whole message, with CRLF, no line longer than 998 bytes and 7 bits only.
    public func rendered() -> [UInt8] {
        var bytes: [UInt8] = []
        for field in fields { field.write(into: &bytes) }
        content.write(into: &bytes)
        return bytes
    }

    private var fields: [HeaderField] {
        var fields = [HeaderField("Date", MailDate.words(date)), HeaderField("From", from.words)]
        if let sender, sender.address != from.address { fields.append(HeaderField("Sender", sender.words)) }
        fields.append(HeaderField("To", to.words))
        if let replyTo { fields.append(HeaderField("Reply-To", replyTo.words)) }
        return fields + [
            HeaderField("Subject", text: subject),
            HeaderField("Message-ID", ["<\(messageID)>"]),
            HeaderField("Auto-Submitted", ["auto-generated"]),
            HeaderField("Content-Language", text: language),
            HeaderField("MIME-Version", ["1.0"]),
        ]
    }

    /// Gmail and Outlook take an invitation from `text/calendar` among the alternatives; programs that know no calendar
    /// show the attached file. Both hold the same bytes.
    private var content: MIMEEntity {
        var alternatives = [MIMEEntity.text(text, subtype: "plain")]
        if let html { alternatives.append(.text(html, subtype: "html")) }
        guard let calendar else {
            return alternatives.count == 1 ? alternatives[0] : .multipart("alternative", alternatives)
        }
        let method = "method=\(calendar.method.rawValue)"
        alternatives.append(.base64(calendar.content, type: ["text/calendar;", "charset=utf-8;", method]))
        let name = calendar.method == .request ? "invite.ics" : "cancel.ics"
        let file = MIMEEntity.base64(
            calendar.content, type: ["application/ics;", "name=\"\(name)\""],
            disposition: ["attachment;", "filename=\"\(name)\""])
        return .multipart("mixed", [.multipart("alternative", alternatives), file])
    }
}
