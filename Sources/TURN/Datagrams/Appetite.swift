// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How many buffers a socket may fill in a round: one, or all of its share where more than one has been there of late.
///
/// A look behind a datagram that finds nothing comes before that datagram is sent, and costs a third of what it saves when it
/// finds another one. Waking takes time in which more may come, so rounds that woke the loop are judged apart.
struct Appetite {
    private var lastRound: UInt32 = 0
    private var luckWoken = Luck(gain: 3, loss: 1)
    private var luckAwake = Luck(gain: 3, loss: 1)

    /// - Parameters:
    ///   - round: counts the looks at what is ready.
    ///   - isWoken: the loop slept before this one.
    @inline(__always)
    mutating func limit(in round: UInt32, isWoken: Bool, share: Int) -> Int {
        defer { lastRound = round }
        guard lastRound &+ 1 == round else { return 1 }
        let isHungry = isWoken ? luckWoken.isWorthATry() : luckAwake.isWorthATry()
        return isHungry ? share : 1
    }

    /// - Parameters:
    ///   - count: how many buffers were filled.
    ///   - limit: how many might have been.
    @inline(__always)
    mutating func took(_ count: Int, of limit: Int, isWoken: Bool) {
        guard limit > 1 else { return }
        if isWoken { luckWoken.tried(count > 1) } else { luckAwake.tried(count > 1) }
    }
}
