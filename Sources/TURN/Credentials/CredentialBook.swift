// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// The credentials of one table's living allocations.
///
/// A username cannot be computed from its USERHASH, and ephemeral usernames are made elsewhere, so a hash is understood
/// only while an allocation of that name lives; nonces therefore do not announce username anonymity, and a hash of a
/// name that is not here is answered 401 like any wrong name.
struct CredentialBook {
    private var slots: [KnownCredential?] = []
    private var free: [Int] = []
    private var byUsername: [String: Int] = [:]
    private var byHash: [UserHash: Int] = [:]

    var count: Int { byUsername.count }

    subscript(slot: Int) -> KnownCredential? { slots.indices.contains(slot) ? slots[slot] : nil }

    func slot(username: String) -> Int? { byUsername[username] }

    func slot(hash: UserHash) -> Int? { byHash[hash] }

    mutating func key(_ slot: Int, _ algorithm: PasswordAlgorithm) -> LongTermKey? {
        guard slots.indices.contains(slot) else { return nil }
        return slots[slot]?.key(algorithm)
    }

    /// Counts one allocation more of a credential.
    mutating func hold(_ credential: KnownCredential) -> Int {
        let slot = byUsername[credential.username] ?? insert(credential)
        slots[slot]?.allocations += 1
        return slot
    }

    /// Counts one less, and forgets the credential with the last.
    mutating func release(_ slot: Int) {
        guard slots.indices.contains(slot), let credential = slots[slot] else { return }
        guard credential.allocations <= 1 else {
            slots[slot]?.allocations -= 1
            return
        }
        slots[slot] = nil
        byUsername[credential.username] = nil
        byHash[credential.hash] = nil
        free.append(slot)
        if byUsername.isEmpty { self = CredentialBook() }
    }

    private mutating func insert(_ credential: KnownCredential) -> Int {
        let slot: Int
        if let last = free.popLast() {
            slot = last
            slots[slot] = credential
        } else {
            slot = slots.count
            slots.append(credential)
        }
        byUsername[credential.username] = slot
        byHash[credential.hash] = slot
        return slot
    }
}
