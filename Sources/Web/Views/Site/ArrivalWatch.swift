// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a page of the desk needs to hear who arrives: a host's ticket and where it is spent.
struct ArrivalWatch: Sendable {
    var ticket: String

    var fields: Fields {
        [
            "ticket": ticket,
            "signalling": SiteURL.signalling.path,
            "renewal": SiteURL.renewTicket.path,
            "roomPath": SiteURL.deskRoom.path,
        ]
    }

    static let sample = ArrivalWatch(ticket: "eyJ2IjoxfQ.c2lnbmF0dXJl")
}
