// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The ways to hand somebody a link, each ready to use. `{{>call/invite}}` shows them where a view has them as `invite`.
struct InvitationTools: Sendable {
    /// The absolute link.
    var link: String
    /// A complete message in the client's language, without a name that a link preview could show.
    var message: String
    /// `mailto:` with recipient (when known), subject and body, percent-encoded.
    var mailto: String
    /// `https://wa.me/…?text=…`, with the number in E.164 when known.
    var whatsApp: String
    /// `sms:…?body=…`
    var sms: String
    /// The link as an SVG image, a whole `<svg>` element made by us: it is written into the page as it is.
    var qr: String

    var fields: Fields {
        ["link": link, "message": message, "mailto": mailto, "whatsApp": whatsApp, "sms": sms, "qr": qr]
    }

    static let sample = InvitationTools(
        link: "https://example.org/call/anne-k7f3q9x2",
        message: "Votre appel vidéo : https://example.org/call/anne-k7f3q9x2",
        mailto: "mailto:?subject=Appel&body=lien", whatsApp: "https://wa.me/?text=lien", sms: "sms:?body=lien",
        qr: "<svg viewBox=\"0 0 1 1\"></svg>")
}
