// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// How many challenges each address got in the present second. A table of fixed size: a flood from invented addresses
/// costs no memory, and pushes out of its place only what shares it, which gives a victim no silence it did not earn.
struct ChallengeBudget: Sendable {
    private struct Entry {
        var tag: UInt32 = 0
        var second: UInt32 = 0
        var count: UInt32 = 0
    }

    private static let places = 8_192
    private let perSecond: UInt32
    private let seed: UInt64
    private var entries: [Entry]

    init(perSecond: Int, seed: UInt64 = .random(in: .min ... .max)) {
        self.perSecond = UInt32(clamping: perSecond)
        self.seed = seed
        entries = perSecond > 0 ? Array(repeating: Entry(), count: Self.places) : []
    }

    mutating func take(_ address: IPAddress, at now: NIODeadline) -> Bool {
        guard perSecond > 0 else { return true }
        let hash = hash(address)
        let place = Int(hash & UInt64(Self.places - 1))
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        let second = UInt32(truncatingIfNeeded: now.uptimeNanoseconds / 1_000_000_000)
        if entries[place].tag != tag || entries[place].second != second {
            entries[place] = Entry(tag: tag, second: second, count: 0)
        }
        guard entries[place].count < perSecond else { return false }
        entries[place].count += 1
        return true
    }

    /// An IPv6 customer has a /64 of addresses at least.
    private func hash(_ address: IPAddress) -> UInt64 {
        let network = address.isIPv4 ? address.low : address.high
        return HashMix.mix(network ^ seed, seed &+ UInt64(address.family.rawValue))
    }
}
