// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage
import Words

/// What all mails of the site share, and how a letter becomes a message.
public struct Stationery: Sendable {
    let catalogs: Catalogs
    let links: Links
    let keys: TokenKeys
    /// The envelope's and the From field's address.
    let sender: EmailAddress
    var clock: WallClock

    public init(catalogs: Catalogs, links: Links, keys: TokenKeys, sender: EmailAddress, clock: WallClock = .system) {
        self.catalogs = catalogs
        self.links = links
        self.keys = keys
        self.sender = sender
        self.clock = clock
    }

    /// - Parameter id: of a mail that has one already.
    func message(
        _ letter: Letter, from practice: Practice, to: Mailbox, replyTo: Mailbox?, id: MessageID? = nil,
        calendar: CalendarPart? = nil
    ) -> MailMessage {
        let name = practice.senderName.isEmpty ? practice.name : practice.senderName
        return MailMessage(
            from: Mailbox(name: name, address: sender), to: to, replyTo: replyTo, subject: letter.subject,
            date: clock.now, messageID: id ?? MessageID(at: sender), language: letter.catalog.language.rawValue,
            text: letter.text, html: letter.html, calendar: calendar)
    }
}
