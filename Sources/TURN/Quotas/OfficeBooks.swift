// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// The state behind `SharedOffice`.
struct OfficeBooks: Sendable {
    let limits: RelayLimits
    let livePorts: LivePorts
    var participants = Ledger<ParticipantAccount>()
    var credentials = Ledger<CredentialAccount>()
    var revocations = Revocations()
    var reservations: [UInt64: Reservation] = [:]
    var holdings = Holdings()
    var total: TokenBucket
    var poolIPv4: PortPool
    var poolIPv6: PortPool
    private var sweptAt = NIODeadline.uptimeNanoseconds(0)

    init(rules: RelayRules, livePorts: LivePorts) {
        limits = rules.limits
        self.livePorts = livePorts
        let share = limits.total
        total = TokenBucket(
            bitsPerSecond: share.bitsPerSecond, burst: share.burstBytes, at: .uptimeNanoseconds(0))
        poolIPv4 = PortPool(range: rules.relayPorts)
        poolIPv6 = PortPool(range: rules.relayPorts)
    }

    /// Frees what is past its time. Cheap when called often.
    /// - Returns: whether there is still something to free later.
    mutating func sweep(at now: Moment) -> Bool {
        expireReservations(at: now.monotonic)
        poolIPv4.wake(at: now.monotonic)
        poolIPv6.wake(at: now.monotonic)
        if now.monotonic - sweptAt > .seconds(5) {
            sweptAt = now.monotonic
            participants.close { $0.isDone(at: now.monotonic) }
            credentials.close { $0.allocations == 0 && $0.expiry < now.unixSeconds }
            revocations.forget(at: now.unixSeconds)
        }
        return !reservations.isEmpty || participants.count > 0 || credentials.count > 0
            || poolIPv4.restingCount + poolIPv6.restingCount > 0
    }
}
