// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Words

/// What a call page hands to its scripts, in data attributes of its `main` element.
struct CallPageContext: Sendable {
    /// The signed ticket of this page load; empty on the device test, which opens no socket.
    var ticket: String
    /// Where the ticket is spent: the path of the signalling socket.
    var signalling: String
    /// The camera's icon in the set-up row only says that it can be turned off after entering.
    var cameraOnAtEntry: Bool
    /// IANA name of the zone that times on this page are said in.
    var timeZone: String
    /// The server's clock when the page was written.
    var now: Date

    static let sample = CallPageContext(
        ticket: "eyJ2IjoxfQ.c2lnbmF0dXJl", signalling: SiteURL.signalling.path, cameraOnAtEntry: true,
        timeZone: "Europe/Paris", now: Date(timeIntervalSince1970: 1_780_473_600))

    /// - Parameter forHost: the words of the host's page too, which a client never needs.
    func fields(_ words: Catalog, forHost: Bool) -> Fields {
        [
            "ticket": ticket,
            "signalling": signalling,
            "renewal": SiteURL.renewTicket.path,
            "relayTest": SiteURL.relayTest.path,
            "cameraOnAtEntry": cameraOnAtEntry,
            "timeZone": timeZone,
            "now": String(Int(now.timeIntervalSince1970 * 1000)),
            "words": Self.json(words.area("call").filter { forHost || !$0.key.hasPrefix("call_host_") }),
            "helpPath": SiteURL.help.path,
            "testPath": SiteURL.deviceTest.path,
            "languagePath": SiteURL.language.path,
        ]
    }

    /// JSON for a data attribute, keys sorted, so that equal pages are equal bytes.
    static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}
