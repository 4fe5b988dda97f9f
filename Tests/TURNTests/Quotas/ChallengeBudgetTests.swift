// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@testable import TURN

@Suite("The budget of challenges")
struct ChallengeBudgetTests {
    @Test("a flood from invented addresses silences nobody else, and needs no memory")
    func flood() {
        var budget = ChallengeBudget(perSecond: 10)
        let now = NIODeadline.uptimeNanoseconds(9_000_000_000)
        for number in 0..<UInt32(200_000) { _ = budget.take(IPAddress(v4: number &* 2_654_435_761), at: now) }
        let isLeft = budget.take(IPAddress("203.0.113.7")!, at: now)
        #expect(isLeft)
    }

    @Test("0 is no limit")
    func unlimited() {
        var budget = ChallengeBudget(perSecond: 0)
        let isEndless = (0..<1_000).allSatisfy { _ in budget.take(IPAddress(v4: 7), at: .uptimeNanoseconds(1)) }
        #expect(isEndless)
    }
}
