// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Words

/// What is handed to a client by other ways than our mail: the same link, ready for each way.
struct Invitation: Sendable {
    let link: String
    /// A complete message in the client's language; plain text. It names no client, so that no link preview can.
    let message: String
    let subject: String
    var email: String?
    /// As the practitioner typed it; used for WhatsApp only when it is a full international number.
    var phone: String?

    var mailto: String {
        "mailto:\(Self.encode(email ?? ""))?subject=\(Self.encode(subject))&body=\(Self.encode(message.replacing("\n", with: "\r\n")))"
    }

    var whatsApp: String {
        "https://wa.me/\(international ?? "")?text=\(Self.encode(message))"
    }

    var sms: String {
        "sms:\(Self.encode(phone.map(Self.digits) ?? ""))?body=\(Self.encode(message))"
    }

    /// The number's digits without the plus, as wa.me wants an E.164 number; nil when it has no country code.
    private var international: String? {
        guard let phone = phone.map(Self.digits), phone.hasPrefix("+"), (9...16).contains(phone.count) else { return nil }
        return String(phone.dropFirst())
    }

    private static func digits(_ phone: String) -> String {
        phone.filter { "+0123456789".contains($0) }
    }

    private static func encode(_ text: String) -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~@")
        return text.addingPercentEncoding(withAllowedCharacters: allowed.intersection(.init(charactersIn: "\u{21}"..."\u{7E}")))
            ?? ""
    }
}
