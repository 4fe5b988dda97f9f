// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Synchronization

/// Which relay ports belong to an allocation of any loop, read on the data path without a lock.
final class LivePorts: Sendable {
    private static let wordsPerFamily = 1_024
    /// Any thread may follow it: the words are atomic, are made with the object and go with it.
    private nonisolated(unsafe) let words: UnsafeMutablePointer<Atomic<UInt64>>

    init() {
        words = .allocate(capacity: 2 * Self.wordsPerFamily)
        for index in 0..<2 * Self.wordsPerFamily { (words + index).initialize(to: Atomic(0)) }
    }

    deinit {
        words.deinitialize(count: 2 * Self.wordsPerFamily)
        words.deallocate()
    }

    func contains(_ port: UInt16, _ family: AddressFamily) -> Bool {
        words[Self.word(port, family)].load(ordering: .relaxed) & Self.bit(port) != 0
    }

    func insert(_ port: UInt16, _ family: AddressFamily) {
        words[Self.word(port, family)].bitwiseOr(Self.bit(port), ordering: .relaxed)
    }

    func remove(_ port: UInt16, _ family: AddressFamily) {
        words[Self.word(port, family)].bitwiseAnd(~Self.bit(port), ordering: .relaxed)
    }

    private static func word(_ port: UInt16, _ family: AddressFamily) -> Int {
        (family == .ipv4 ? 0 : wordsPerFamily) + Int(port >> 6)
    }

    private static func bit(_ port: UInt16) -> UInt64 { 1 << UInt64(port & 63) }
}
