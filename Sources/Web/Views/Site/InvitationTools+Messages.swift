// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Words

extension InvitationTools {
    /// For one appointment; the message names the practitioner and the moment, never the client.
    /// - Parameters:
    ///   - clientWords: the catalog of the client's language, in which the message is written.
    ///   - when: the appointment's moment in the client's language and zone.
    ///   - phone: in E.164 (`+33612345678`); anything else is left out of the addresses.
    ///   - qr: an `<svg>` element made by us.
    static func appointment(
        clientWords: Catalog, practitioner: String, when: String, link: String, email: String?, phone: String?,
        qr: String
    ) -> InvitationTools {
        let message = clientWords(
            "site_invite_message", ["practitioner": practitioner, "when": when, "link": link])
        return InvitationTools(
            link: link, subject: clientWords("site_invite_subject"), message: message, email: email, phone: phone,
            qr: qr)
    }

    /// For the room's link, which names no appointment.
    static func room(words: Catalog, practitioner: String, link: String, qr: String) -> InvitationTools {
        InvitationTools(
            link: link, subject: words("site_invite_room_subject"),
            message: words("site_invite_room_message", ["practitioner": practitioner, "link": link]), email: nil,
            phone: nil, qr: qr)
    }

    init(link: String, subject: String, message: String, email: String?, phone: String?, qr: String) {
        let isNumber = phone?.wholeMatch(of: /\+[1-9][0-9]{6,14}/) != nil
        let number = isNumber ? phone ?? "" : ""
        let body = Self.encoded(message)
        self.init(
            link: link, message: message,
            mailto: "mailto:\(Self.encoded(email ?? ""))?subject=\(Self.encoded(subject))"
                + "&body=\(Self.encoded(message.replacing("\n", with: "\r\n")))",
            whatsApp: "https://wa.me/\(number.dropFirst())?text=\(body)",
            // The odd `?&` is understood by both iOS and Android.
            sms: "sms:\(number)?&body=\(body)", qr: qr)
    }

    private static func encoded(_ text: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
