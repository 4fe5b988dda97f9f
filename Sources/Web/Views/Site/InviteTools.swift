// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Words

/// The ways to hand a link to a client, behind one “Invite” button. The template is `site/invite`.
struct InviteTools: Sendable {
    /// Makes ids differ where a page has several of these.
    var id: String
    /// The absolute address.
    var link: String
    var subject: String
    /// A complete message ready for a mail, with the link; plain text.
    var message: String
    var email: String?
    /// As it was typed. WhatsApp gets it only when it has a country code.
    var phone: String?
    /// An SVG element; it must have been made by us, because it enters the page as it is.
    var qr: String

    /// For one appointment. The message names the practitioner and the moment, never the client.
    /// - Parameters:
    ///   - clientWords: the catalog of the client's language, in which the message is written.
    ///   - when: the appointment's moment in the client's language and zone.
    static func appointment(
        id: String, clientWords: Catalog, practitioner: String, when: String, link: String, email: String?,
        phone: String?, qr: String
    ) -> InviteTools {
        InviteTools(
            id: "invite-\(id)", link: link, subject: clientWords("site_invite_subject"),
            message: clientWords("site_invite_message", ["practitioner": practitioner, "when": when, "link": link]),
            email: email, phone: phone, qr: qr)
    }

    /// For the room's link, which names no appointment and no client.
    static func room(words: Catalog, practitioner: String, link: String, qr: String) -> InviteTools {
        InviteTools(
            id: "invite-room", link: link, subject: words("site_invite_room_subject"),
            message: words("site_invite_room_message", ["practitioner": practitioner, "link": link]),
            email: nil, phone: nil, qr: qr)
    }

    var fields: Fields {
        let number = (phone ?? "").filter { "+0123456789".contains($0) }
        let international = number.wholeMatch(of: /\+[1-9][0-9]{6,14}/) == nil ? "" : String(number.dropFirst())
        return [
            "inviteID": id,
            "link": link,
            "message": message,
            "mailto": "mailto:\(Self.encoded(email ?? ""))?subject=\(Self.encoded(subject))"
                + "&body=\(Self.encoded(message.replacing("\n", with: "\r\n")))",
            "whatsApp": "https://wa.me/\(international)?text=\(Self.encoded(message))",
            // The odd `?&` is understood by both iOS and Android.
            "sms": "sms:\(number)?&body=\(Self.encoded(message))",
            "qr": qr,
        ]
    }

    private static func encoded(_ text: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    static let sample = InviteTools(
        id: "invite-sample", link: "https://visio.example.org/call/anne-k7f3q9x2/sQ2mW0k3Jp5nT1cY8bR4gA",
        subject: "Votre rendez-vous", message: "Bonjour,\n\nhttps://visio.example.org/call/anne-k7f3q9x2",
        email: "zoe@example.org", phone: "+33 6 12 34 56 78",
        qr: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 3\"><path d=\"M0 0h1v1h-1z\"/></svg>")
}
