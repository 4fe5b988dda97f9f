// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

extension OfficeBooks {
    /// Books an allocation.
    mutating func admit(_ name: EphemeralUsername, username: String, at now: NIODeadline) -> Admission {
        guard !revocations.contains(name.participant) else { return .revoked }
        let share = name.isDeviceTest ? limits.deviceTest : limits.participant
        let bytes = name.isDeviceTest ? limits.deviceTestBytes : limits.bytesPerCredential
        let participant = participants.open(name.participant) { ParticipantAccount(share: share, at: now) }
        guard participants[participant]?.hasRoom(forAllocations: 1) == true else { return .participantFull }
        guard limits.total.allocations == 0 || holdings.allocations < limits.total.allocations else {
            return .serverFull
        }
        let credential = credentials.open(username) { CredentialAccount(expiry: name.expiry, bytes: bytes) }
        _ = participants.update(participant) { account in
            account.allocations += 1
            account.lastSeen = now
        }
        _ = credentials.update(credential) { $0.allocations += 1 }
        holdings.allocations += 1
        return .seat(Seat(participant: Int32(participant), credential: Int32(credential)))
    }

    /// Ends an allocation's booking and takes back what it leaves.
    mutating func release(_ seat: Seat, leaving held: Holdings, unusedBytes: Int64, at now: NIODeadline) {
        _ = participants.update(Int(seat.participant)) { account in
            account.allocations -= 1
            account.permissions -= held.permissions
            account.channels -= held.channels
            account.bucket.giveBack(unusedBytes)
            account.lastSeen = now
        }
        _ = credentials.update(Int(seat.credential)) { account in
            account.allocations -= 1
            if account.bytesLeft != .max { account.bytesLeft += unusedBytes }
        }
        total.giveBack(unusedBytes)
        holdings.allocations -= 1
        holdings.permissions -= held.permissions
        holdings.channels -= held.channels
    }

    /// Books permissions and channels together; neither when one of them is too many.
    mutating func take(permissions: Int, channels: Int, for seat: Seat) -> QuotaRefusal? {
        guard let account = participants[Int(seat.participant)] else { return .permissions }
        guard Self.fits(account.permissions + permissions, account.share.permissions),
            Self.fits(holdings.permissions + permissions, limits.total.permissions)
        else { return .permissions }
        guard Self.fits(account.channels + channels, account.share.channels),
            Self.fits(holdings.channels + channels, limits.total.channels)
        else { return .channels }
        give(permissions: -permissions, channels: -channels, of: seat)
        return nil
    }

    mutating func give(permissions: Int, channels: Int, of seat: Seat) {
        _ = participants.update(Int(seat.participant)) { account in
            account.permissions -= permissions
            account.channels -= channels
        }
        holdings.permissions -= permissions
        holdings.channels -= channels
    }

    private static func fits(_ count: Int, _ limit: Int) -> Bool { limit == 0 || count <= limit }
}
