// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing

@testable import TURN

@Suite("How a loop waits for the next datagram")
struct PaceTests {
    private var pace = Pace()
    private var now = NIODeadline.uptimeNanoseconds(1_000_000_000)

    /// Rounds that begin so many microseconds apart.
    private mutating func rounds(_ number: Int, every gap: Int64, receive count: Int = 1, bursts: Int = 0) {
        for _ in 0..<number {
            now = now + .microseconds(gap)
            pace.begin(at: now)
            pace.count(count, bursts: bursts, at: now)
        }
    }

    @Test("datagrams that come faster than a thread is woken are looked out for, slower ones slept for")
    mutating func fast() {
        rounds(1_000, every: 8)
        #expect(pace.isFast && pace.gathering(at: now) == nil)
        rounds(1_000, every: 16)
        #expect(!pace.isFast)
        rounds(1_000, every: 40, receive: 5)
        #expect(pace.isFast)
        rounds(1, every: 1_000_000)
        #expect(!pace.isFast)
    }

    @Test("before falling asleep the next is looked out for where that finds it, after waking and after looking apart")
    mutating func glances() {
        // Whoever was woken finds the next one near, and the one after that far.
        func looks(_ rounds: Int, _ pace: inout Pace) -> (woken: Int, awake: Int) {
            var looks = (woken: 0, awake: 0)
            for _ in 0..<rounds {
                guard pace.isGlancing(isWoken: true) else { continue }
                looks.woken += 1
                pace.glanced(true, isWoken: true)
                guard pace.isGlancing(isWoken: false) else { continue }
                looks.awake += 1
                pace.glanced(false, isWoken: false)
            }
            return looks
        }
        let patience = Int(Luck.patience)
        #expect(looks(patience, &pace) == (0, 0))
        #expect(looks(2 * patience, &pace) == (2 * patience, 1))
        // Nothing comes near any more: soon only one look in many times.
        let inVain = (0..<10 * patience).filter { _ in
            let isGlancing = pace.isGlancing(isWoken: true)
            if isGlancing { pace.glanced(false, isWoken: true) }
            return isGlancing
        }
        #expect(inVain.count <= 6 + 10)
    }

    @Test("bursts close together are served together, each within 400 µs")
    mutating func dense() {
        rounds(3, every: 130, bursts: 1)
        #expect(pace.gathering(at: now) == Pace.rest)
        #expect(pace.gathering(at: now + .microseconds(100)) == .microseconds(300))
        #expect(pace.gathering(at: now + Pace.rest) == nil)
        pace.gathered(true)
        rounds(1, every: 450, receive: 3, bursts: 3)
        #expect(pace.gathering(at: now) != nil)
        // Nothing came while it rested: the next is waited for.
        pace.gathered(false)
        rounds(1, every: 500, bursts: 1)
        #expect(pace.gathering(at: now) == nil)
    }

    @Test("a burst that comes alone, and single datagrams, wait for nothing")
    mutating func sparse() {
        rounds(10, every: 1_000, bursts: 1)
        #expect(pace.gathering(at: now) == nil)
        rounds(10, every: 100)
        #expect(pace.gathering(at: now) == nil)
        rounds(10, every: 100, receive: 2, bursts: 1)
        #expect(pace.gathering(at: now) == nil)
    }
}
