// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rooms

/// A room in memory, with the sockets in it. Belongs to the registry's isolation.
final class OpenRoom {
    var room: Room {
        didSet { deadline = room.nextDeadline }
    }
    /// Looked at with every tick, so kept rather than found again.
    private(set) var deadline: ContinuousClock.Instant?
    let tokens: ResumeTokens
    let practitioner: String
    /// The current socket of each page.
    var pages: [Page: SignallingEndpoint] = [:]
    var link: Link?
    var relay: RelaySeats
    /// The practitioner wants neither side to learn the other's address.
    var isRelayOnly: Bool
    /// What the tables hold.
    var stored: StoredRoom

    struct Link {
        let call: CallID
        let host: SignallingEndpoint
        let guest: SignallingEndpoint
    }

    init(
        room: Room, tokens: ResumeTokens, practitioner: String, isRelayOnly: Bool, relay: RelaySeats,
        stored: StoredRoom
    ) {
        self.room = room
        self.tokens = tokens
        self.practitioner = practitioner
        self.isRelayOnly = isRelayOnly
        self.relay = relay
        self.stored = stored
        deadline = room.nextDeadline
    }

    func cut() {
        link?.host.unlink()
        link?.guest.unlink()
        link = nil
    }
}

/// What the tables hold of a room's state, and the fence under which it is written.
struct StoredRoom: Sendable {
    var record: RoomRecord
    var epoch: Int
    /// Since when both sides of the open call have had media.
    var connectedAt: Date?
}
