// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import NIOCore
import STUN

/// What the loops of one server share: relay ports, what participants hold, who was sent away, how many challenges an
/// address got. Asked on the control path, and on the data path once for a lease of bytes.
final class SharedOffice: Sendable {
    let rules: RelayRules
    let nonces: NonceMint
    /// Which relay ports belong to an allocation, readable without the lock.
    let livePorts: LivePorts
    private let books: NIOLockedValueBox<OfficeBooks>
    private let challenges: NIOLockedValueBox<ChallengeBudget>

    init(rules: RelayRules) {
        self.rules = rules
        nonces = NonceMint(lifetime: rules.limits.nonceLifetime)
        livePorts = LivePorts()
        books = NIOLockedValueBox(OfficeBooks(rules: rules, livePorts: livePorts))
        challenges = NIOLockedValueBox(ChallengeBudget(perSecond: rules.limits.challengesPerSecond))
    }

    /// Ends a participant: from now on every request of theirs is refused with 401. Each loop's table then closes what
    /// they hold (`AllocationTable.revoke`).
    func revoke(participant: String, at now: Moment) {
        books.withLockedValue { $0.revocations.insert(participant, at: now.unixSeconds) }
    }

    func isRevoked(_ participant: String) -> Bool {
        books.withLockedValue { $0.revocations.contains(participant) }
    }

    /// Whether a challenge may be sent to an address.
    func mayChallenge(_ address: IPAddress, at now: NIODeadline) -> Bool {
        challenges.withLockedValue { $0.take(address, at: now) }
    }

    /// Runs a change of the books; nothing else may be waited for inside.
    func withBooks<Result: Sendable>(_ body: (inout OfficeBooks) -> Result) -> Result {
        books.withLockedValue { body(&$0) }
    }

    /// How many allocations all loops hold.
    var allocations: Int { books.withLockedValue { $0.holdings.allocations } }
}
