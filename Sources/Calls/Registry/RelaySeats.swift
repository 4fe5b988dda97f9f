// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms

/// The names by which the relay knows the participants of one room's call: random, one for each call and seat, so that no
/// person and no call can be known by them. Stored with the call, so that a restarted server still knows whose credentials
/// to make worthless when somebody is excluded.
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

    init() {}

    /// Those of a stored call. Nothing is known of the credentials given before, so they are to be renewed.
    init(_ call: CallRecord, host: String?, guest: String?, at now: ContinuousClock.Instant) {
        if let host {
            seats[.host] = Seat(
                call: call.id, participant: host, page: .host(call.hostPage), resume: call.host.token, expires: now)
        }
        if let guest {
            seats[.guest] = Seat(
                call: call.id, participant: guest, page: .visitor(call.guestVisitor), resume: call.guest.token,
                expires: now)
        }
    }

    func participant(of role: Role) -> String? { seats[role]?.participant }

    /// Gives a grant's seat a name, unless it is for the same participant as the one before.
    /// - Returns: the participant who had the seat and has lost it to somebody else.
    mutating func take(_ grant: Grant, by page: Page, until expires: ContinuousClock.Instant) -> String? {
        let old = seats[grant.role]
        let isSame = old.map { old in
            old.call == grant.call && (grant.role == .host || old.page == page || old.resume == grant.resume)
        }
        let kept = isSame == true ? old?.participant : nil
        let participant = kept ?? RandomToken.make()
        seats[grant.role] = Seat(
            call: grant.call, participant: participant, page: page, resume: grant.resume, expires: expires)
        return kept == nil ? old?.participant : nil
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
