// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rooms
import Storage

/// Besides answered page loads two more things are kept by ticket, room and end: the host's page that is in the room, and
/// the sources that the host does not want to hear.
extension SpentTicket {
    private static let silenced = "silenced"

    static func silenced(_ source: String, room: String, until: Date) -> SpentTicket {
        SpentTicket(ticketID: "\(room) \(source)", roomID: room, outcome: silenced, expiresAt: until)
    }

    static func inRoom(_ page: HostPageID, room: String, until: Date) -> SpentTicket {
        SpentTicket(ticketID: page.rawValue, roomID: room, outcome: Outcome.open.rawValue, expiresAt: until)
    }

    var verdict: Verdict? { Verdict(rawValue: outcome) }

    var silencedSource: String? {
        outcome == Self.silenced ? ticketID.split(separator: " ").last.map(String.init) : nil
    }

    var hostPage: HostPageID? {
        outcome == Outcome.open.rawValue ? HostPageID(ticketID) : nil
    }
}
