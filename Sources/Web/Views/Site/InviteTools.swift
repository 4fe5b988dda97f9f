// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

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
    /// The link as a picture. Drawing one costs more than the rest of a row, so a page asks for it when it is to be seen.
    var code: SiteURL

    /// For one appointment. The message names the practitioner and the moment, never the client.
    /// - Parameters:
    ///   - clientWords: the catalog of the client's language, in which the message is written.
    ///   - when: the appointment's moment in the client's language and zone.
    static func appointment(
        id: String, clientWords: Catalog, practitioner: String, when: String, link: String, email: String?,
        phone: String?, code: SiteURL
    ) -> InviteTools {
        InviteTools(
            id: "invite-\(id)", link: link, subject: clientWords("site_invite_subject"),
            message: clientWords("site_invite_message", ["practitioner": practitioner, "when": when, "link": link]),
            email: email, phone: phone, code: code)
    }

    /// For the room's link, which names no appointment and no client.
    static func room(words: Catalog, practitioner: String, link: String) -> InviteTools {
        InviteTools(
            id: "invite-room", link: link, subject: words("site_invite_room_subject"),
            message: words("site_invite_room_message", ["practitioner": practitioner, "link": link]),
            email: nil, phone: nil, code: .roomCode)
    }

    var fields: Fields {
        let number = (phone ?? "").filter { "+0123456789".contains($0) }
        let international = Self.international(number) ?? ""
        return [
            "inviteID": id,
            "link": link,
            "message": message,
            "mailto": "mailto:\(Self.encoded(email ?? ""))?subject=\(Self.encoded(subject))"
                + "&body=\(Self.encoded(message, lineEnd: "%0D%0A"))",
            "whatsApp": "https://wa.me/\(international)?text=\(Self.encoded(message))",
            // The odd `?&` is understood by both iOS and Android.
            "sms": "sms:\(number)?&body=\(Self.encoded(message))",
            "codePath": code.path,
        ]
    }

    /// The digits of a number that has a country code, or nil.
    private static func international(_ number: String) -> Substring? {
        let digits = number.dropFirst()
        let isWhole = number.first == "+" && digits.first != "0" && !digits.contains("+")
        return isWhole && (7...15).contains(digits.count) ? digits : nil
    }

    private static let unreserved = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@".utf8)
    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func encoded(_ text: String, lineEnd: String = "%0A") -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            if unreserved.contains(byte) {
                result.append(byte)
            } else if byte == UInt8(ascii: "\n") {
                result += lineEnd.utf8
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    static let sample = InviteTools(
        id: "invite-sample", link: "https://visio.example.org/call/anne-k7f3q9x2/sQ2mW0k3Jp5nT1cY8bR4gA",
        subject: "Votre rendez-vous", message: "Bonjour,\n\nhttps://visio.example.org/call/anne-k7f3q9x2",
        email: "zoe@example.org", phone: "+33 6 12 34 56 78",
        code: .roomCode)
}
