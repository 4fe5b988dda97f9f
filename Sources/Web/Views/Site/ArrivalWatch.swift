// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a page of the desk needs to hear who arrives and what changes: a host's ticket and where it is spent.
struct ArrivalWatch: Sendable {
    var ticket: String
    /// Of the appointments, as this page shows them.
    var revision: String

    var fields: Fields {
        [
            "ticket": ticket,
            "revision": revision,
            "signalling": SiteURL.signalling.path,
            "renewal": SiteURL.renewTicket.path,
            "roomPath": SiteURL.deskRoom.path,
        ]
    }

    static let sample = ArrivalWatch(ticket: "eyJ2IjoxfQ.c2lnbmF0dXJl", revision: "q7Wm2Xk9-41")
}
