// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TURN

@Suite("How many datagrams a round takes from a socket")
struct AppetiteTests {
    private var appetite = Appetite()
    private var round: UInt32 = 10

    /// The limits of rounds in a row, each of which finds so many.
    private mutating func rounds(_ number: Int, each count: Int, isWoken: Bool = true) -> [Int] {
        (0..<number).map { _ in
            round += 1
            let limit = appetite.limit(in: round, isWoken: isWoken, share: 16)
            appetite.took(min(count, limit), of: limit, isWoken: isWoken)
            return limit
        }
    }

    @Test("all of its share where that has found more than one of late, and one where the last round had none")
    mutating func crowd() {
        #expect(rounds(100, each: 3).suffix(60) == Array(repeating: 16, count: 60)[...])
        round += 1
        #expect(rounds(3, each: 3) == [1, 16, 16])
    }

    @Test("where there are single ones, a look for more now and then; rounds that woke the loop are judged apart")
    mutating func singles() {
        _ = rounds(100, each: 3)
        #expect(rounds(400, each: 1).filter { $0 > 1 }.count < 30)
        _ = rounds(100, each: 3)
        #expect(rounds(400, each: 1, isWoken: false).filter { $0 > 1 }.count < 30)
        #expect(rounds(1, each: 3) == [16])
    }
}
