// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms

/// The names by which the relay knows the participants of one room's call: random, one for each call and seat, so that no
/// person and no call can be known by them. Kept in memory only: after a restart new ones are as good.
struct RelaySeats {
    private struct Seat {
        let call: CallID
        let participant: String
        /// The page load and the resume token of the last grant: who has one of them is the same participant.
        var page: Page
        var resume: TokenHash
        var expires: ContinuousClock.Instant
    }

    private var seats: [Role: Seat] = [:]

    /// The participant whom a grant is for, and the one who had the seat before and has lost it to somebody else.
    mutating func take(
        _ grant: Grant, by page: Page, until expires: ContinuousClock.Instant
    ) -> (participant: String, replaced: String?) {
        let old = seats[grant.role]
        let isSame = old.map { old in
            old.call == grant.call && (grant.role == .host || old.page == page || old.resume == grant.resume)
        }
        let kept = isSame == true ? old?.participant : nil
        let participant = kept ?? RandomToken.make()
        seats[grant.role] = Seat(
            call: grant.call, participant: participant, page: page, resume: grant.resume, expires: expires)
        return (participant, kept == nil ? old?.participant : nil)
    }

    /// Who has nothing more to relay, now that this call (or none) runs.
    mutating func leave(allBut call: CallID?) -> [String] {
        let gone = seats.filter { $0.value.call != call }
        for role in gone.keys { seats[role] = nil }
        return gone.values.map(\.participant)
    }

    /// Whose credentials end before this instant.
    func ending(before instant: ContinuousClock.Instant) -> [(role: Role, participant: String)] {
        seats.filter { $0.value.expires < instant }.map { ($0.key, $0.value.participant) }
    }

    mutating func renew(_ role: Role, until expires: ContinuousClock.Instant) {
        seats[role]?.expires = expires
    }

    var isEmpty: Bool { seats.isEmpty }
}
