// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The client's page of a call: set-up, asking, the call and its closing, all in one page that changes by itself.
struct ClientCallView: View {
    static let template = "call/client"

    /// What the clock and the appointment alone say when the page is written; the socket says the rest.
    enum State: String, Sendable, CaseIterable {
        case open
        case tooEarly = "too_early"
        case over
        case cancelled = "appointment_cancelled"
    }

    var context: CallPageContext
    var host: HostCard
    /// Shown in place of a name on the room's link.
    var practice: String
    var state: State
    /// “mardi 3 juin à 10 h 30 (heure de Paris)”; nil on the room's link.
    var when: String?
    /// The start in milliseconds since 1970, for a reader whose device is in another zone; nil on the room's link.
    var startsAt: Int?
    /// “10 h 15”, when the page may first knock; nil on the room's link.
    /// The name of the zone that all hours here are in.
    var zoneName: String?
    var opens: String?
    /// By how many minutes the practitioner has said to be late; and when it will then begin, “10 h 40”.
    var delay: (minutes: Int, time: String)?
    /// Fills the name in, on a personal link.
    var clientName: String?
    /// This page's own absolute address, to be copied out of an in-app browser; nil leaves it to the script.
    var link: String?
    /// An SVG image of `link`, made by the server; shown where this browser has no camera.
    var linkQR: String?

    func title(_ words: Catalog) -> String { words("call_title") }

    func fields(_ words: Catalog) -> Fields {
        context.fields(words, forHost: false).merging(host.fields).merging([
            "caller": host.name ?? practice,
            "isPersonal": when != nil,
            "state": state.rawValue,
            "stateText": stateText(words),
            "delay": delayText(words),
            "isOpen": state == .open,
            "when": when,
            "startsAt": startsAt.map(String.init),
            "zoneName": zoneName,
            "opens": opens,
            "clientName": clientName ?? "",
            "link": link,
            "linkQR": linkQR,
        ])
    }

    private func stateText(_ words: Catalog) -> String {
        switch state {
        case .open: words("call_what_happens", ["name": host.name ?? practice])
        case .tooEarly: words("call_too_early", ["date": when ?? "", "time": opens ?? ""])
        case .over: words("call_over")
        case .cancelled: words("call_cancelled")
        }
    }

    private func delayText(_ words: Catalog) -> String? {
        guard let delay, state == .open || state == .tooEarly else { return nil }
        return words(
            "call_delay", ["name": host.name ?? practice, "minutes": String(delay.minutes), "time": delay.time])
    }

    static var samples: [ClientCallView] {
        let personal = State.allCases.map { state in
            ClientCallView(
                context: .sample, host: .sample, practice: "Cabinet Martin", state: state,
                when: "mardi 3 juin à 10 h 30 (heure de Paris)", startsAt: 1_780_475_400_000,
                zoneName: "heure de Paris", opens: "10 h 15",
                delay: state == .over ? nil : (10, "10 h 40 (heure de Paris)"), clientName: "Zoë Lefèvre-Østergård",
                link: "https://example.org/call/anne-k7f3q9x2/token", linkQR: "<svg viewBox=\"0 0 1 1\"></svg>")
        }
        let stranger = ClientCallView(
            context: .sample, host: .stranger, practice: "Cabinet Martin", state: .open, when: nil, opens: nil,
            clientName: nil, link: nil, linkQR: nil)
        return personal + [stranger]
    }
}
