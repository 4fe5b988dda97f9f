// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// How fast datagrams come, and so how a loop waits for the next. To fall asleep and be woken costs a thread more than
/// relaying a datagram does.
///
/// Single datagrams that come faster than that are looked out for without falling asleep. Slower ones are looked out for as
/// long as falling asleep costs, where that finds them: being woken takes so long that the next datagram is often near when
/// the loop is done with the last, and far when it was looked out for. Bursts that come close together are
/// served together, as a network card joins its interrupts: none waits longer than `rest`, nor does anything that comes
/// meanwhile, and one that comes alone waits for nothing.
struct Pace {
    /// The gap between two datagrams at which sleeping costs no more than staying awake. Microseconds.
    private static let shortGap = 11.0
    /// How long a gap is looked out for: rarely longer when they come at that pace.
    static let vigil = TimeAmount.microseconds(30)
    /// How long a loop looks out for slower ones before it falls asleep: somewhat less than that and being woken cost it.
    static let glance = TimeAmount.microseconds(5)
    private static let window = TimeAmount.milliseconds(2)
    /// From the beginning of one round of bursts to that of the next.
    static let rest = TimeAmount.microseconds(400)

    private var since = NIODeadline.uptimeNanoseconds(0)
    private var received = 0
    private(set) var isFast = false

    /// Of glances after rounds that a glance found, and after those that woke the loop.
    private var luckAwake = Luck(gain: 1, loss: 3)
    private var luckWoken = Luck(gain: 1, loss: 3)

    private var began = NIODeadline.uptimeNanoseconds(0)
    private var inRound = 0
    private var burstsInRound = 0
    private var hasFound = false
    /// The last rounds brought bursts alone, one soon after the other.
    private var isDense = false

    /// A round begins.
    @inline(__always)
    mutating func begin(at now: NIODeadline) {
        let wasBursts = inRound > 0 && inRound == burstsInRound
        isDense = wasBursts && (hasFound || now - began < Self.rest)
        (began, inRound, burstsInRound, hasFound) = (now, 0, 0, false)
    }

    /// - Parameters:
    ///   - count: what the round received so far: a burst in one buffer is one.
    ///   - bursts: how many of them were bursts.
    @inline(__always)
    mutating func count(_ count: Int, bursts: Int, at now: NIODeadline) {
        inRound += count
        burstsInRound += bursts
        received += count
        let past = now - since
        guard past >= Self.window else { return }
        isFast = Double(received) * Self.shortGap * 1_000 > Double(past.nanoseconds)
        since = now
        received = 0
    }

    /// Whether to look out for `glance` before falling asleep.
    ///
    /// - Parameter isWoken: the loop slept before the round that just ended.
    @inline(__always)
    mutating func isGlancing(isWoken: Bool) -> Bool {
        isWoken ? luckWoken.isWorthATry() : luckAwake.isWorthATry()
    }

    /// - Parameter something: whether anything came meanwhile. What was there already says nothing.
    @inline(__always)
    mutating func glanced(_ something: Bool, isWoken: Bool) {
        if isWoken { luckWoken.tried(something) } else { luckAwake.tried(something) }
    }

    /// How long the next bursts may gather; nil when the loop should wait for them.
    func gathering(at now: @autoclosure () -> NIODeadline) -> TimeAmount? {
        guard isDense, inRound > 0, inRound == burstsInRound else { return nil }
        let left = began + Self.rest - now()
        return left > .microseconds(20) ? left : nil
    }

    /// - Parameter something: whether any burst came meanwhile.
    mutating func gathered(_ something: Bool) {
        hasFound = something
    }
}
