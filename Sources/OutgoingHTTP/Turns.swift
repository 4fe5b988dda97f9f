// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Lets a number of requests run at once and others wait for their turn, first come, first served.
final class Turns: Sendable {
    private struct State {
        var running = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let most: Int
    private let waiting: Int
    private let state = Mutex(State())

    init(most: Int, waiting: Int) {
        self.most = most
        self.waiting = waiting
    }

    /// - Throws: ``OutgoingError/busy`` when too many wait already.
    func enter() async throws(OutgoingError) {
        let isFull = state.withLock { $0.running >= most && $0.waiting.count >= waiting }
        guard !isFull else { throw .busy }
        await withCheckedContinuation { continuation in
            let mayGo = state.withLock { state in
                if state.running < most {
                    state.running += 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if mayGo { continuation.resume() }
        }
    }

    /// Hands the turn to the next one.
    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.waiting.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
