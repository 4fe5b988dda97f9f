// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing

@testable import TURN

@Suite("How long a connection may stay")
struct StreamTenureTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    private func over(_ tenure: inout StreamTenure, at second: Int64, is expected: Bool) {
        let isOver = tenure.isOver(now: start + .seconds(second))
        #expect(isOver == expected, "after \(second) s")
    }

    private func tenure() -> StreamTenure { StreamTenure(limits: StreamLimits(), now: start) }

    @Test("silence without an allocation: 10 s")
    func silence() {
        var tenure = tenure()
        over(&tenure, at: 9, is: false)
        #expect(tenure.due == start + .seconds(10))
        over(&tenure, at: 10, is: true)
    }

    @Test("talk without an allocation: 60 s")
    func talk() {
        var tenure = tenure()
        for second in stride(from: Int64(0), to: 59, by: 5) {
            tenure.heard(now: start + .seconds(second))
            over(&tenure, at: second, is: false)
        }
        over(&tenure, at: 60, is: true)
    }

    @Test("an allocation keeps it, a refresh prolongs it, and then it has 10 s for another")
    func allocation() {
        var tenure = tenure()
        tenure.answered(allocatedUntil: start + .seconds(600), now: start)
        #expect(tenure.isAllocated)
        over(&tenure, at: 599, is: false)
        tenure.answered(allocatedUntil: start + .seconds(1_100), now: start + .seconds(500))
        over(&tenure, at: 1_099, is: false)
        #expect(tenure.isAllocated)
        over(&tenure, at: 1_100, is: false)
        #expect(!tenure.isAllocated)
        over(&tenure, at: 1_110, is: true)
    }

    @Test("an allocation that is given back has 10 s for another, and answers without one prolong nothing")
    func ended() {
        var tenure = tenure()
        tenure.answered(allocatedUntil: start + .seconds(600), now: start)
        tenure.answered(allocatedUntil: nil, now: start + .seconds(100))
        #expect(!tenure.isAllocated)
        #expect(tenure.due == start + .seconds(110))
        tenure.answered(allocatedUntil: nil, now: start + .seconds(105))
        #expect(tenure.due == start + .seconds(110))
    }
}
