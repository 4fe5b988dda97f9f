// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

extension OfficeBooks {
    /// A lease is at least the payload of a common datagram, so that small rates are kept almost to the packet.
    private static let smallestLease: Int64 = 1_500
    private static let largestLease: Int64 = 262_144

    /// Grants bytes for what is to be relayed now and a while longer: a tenth of a second of the participant's rate.
    mutating func lease(_ needed: Int64, for seat: Seat, at now: NIODeadline) -> Lease {
        let left = credentials[Int(seat.credential)]?.bytesLeft ?? 0
        guard left >= needed else { return .refused(.bytes, until: .distantFuture) }
        let everyone = total.available(at: now)
        let room = participants.update(Int(seat.participant)) {
            account -> (bytes: Int64, wait: TimeAmount, chunk: Int64) in
            let bytes = account.bucket.available(at: now)
            let chunk = account.bucket.isUnlimited ? Self.largestLease : Int64(account.bucket.bytesPerSecond / 10)
            account.lastSeen = now
            return (bytes, account.bucket.wait(for: needed), chunk)
        }
        guard let room else { return .refused(.rate, until: .distantFuture) }
        let wanted = max(needed, min(max(room.chunk, Self.smallestLease), Self.largestLease, max(left / 16, 1)))
        let granted = min(wanted, room.bytes, everyone, left)
        guard granted >= needed else {
            return .refused(.rate, until: now + max(room.wait, total.wait(for: needed)))
        }
        _ = participants.update(Int(seat.participant)) { $0.bucket.take(granted) }
        total.take(granted)
        if left != .max { _ = credentials.update(Int(seat.credential)) { $0.bytesLeft -= granted } }
        return .granted(granted)
    }
}
