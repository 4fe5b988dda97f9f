// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// What one participant holds.
struct ParticipantAccount: Sendable {
    let share: RelayShare
    var allocations = 0
    /// Ports kept by reservation tokens; each counts as an allocation, or a client could keep all ports that way.
    var reservations = 0
    var permissions = 0
    var channels = 0
    var bucket: TokenBucket
    var lastSeen: NIODeadline

    init(share: RelayShare, at now: NIODeadline) {
        self.share = share
        bucket = TokenBucket(bitsPerSecond: share.bitsPerSecond, burst: share.burstBytes, at: now)
        lastSeen = now
    }

    func hasRoom(forAllocations wanted: Int) -> Bool {
        share.allocations == 0 || allocations + reservations + wanted <= share.allocations
    }

    /// An account is kept a minute after its last allocation, so that leaving and coming back fills no bucket.
    func isDone(at now: NIODeadline) -> Bool {
        allocations == 0 && reservations == 0 && now - lastSeen > .seconds(60)
    }
}
