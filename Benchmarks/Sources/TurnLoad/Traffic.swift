// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CLoadSockets
import Foundation

/// Sends at a fixed rate, the flows in turn, each send at its time; takes what arrives in between. One thread that never
/// sleeps, so that the server pays for no waking of it.
final class Traffic {
    struct Outcome {
        var sent = 0
        var received = 0
        var strange = 0
        var seconds = 0.0
        var processorSeconds = 0.0
        var loss: Double { 1 - Double(self.received) / Double(max(1, self.sent)) }
        var perSecond: Double { Double(self.sent) / self.seconds }
    }

    private static let grace: Int64 = 50_000_000
    /// Time between two looks at one socket.
    private static let drainInterval: Int64 = 2_000_000
    let endpoints: [Endpoint]
    private let burst: Int
    private let server: ServerProcess?
    private let inbox = load_inbox_make()
    private var receiver = 0
    private var nextDrain: Int64 = 0

    init(_ endpoints: [Endpoint], options: Options) {
        self.endpoints = endpoints
        self.burst = options.burst
        self.server = ServerProcess(options)
    }

    private var received: Int { self.endpoints.reduce(0) { $0 + $1.received } }
    private var now: Int64 { load_nanoseconds(CLOCK_MONOTONIC) }

    /// - Parameter rate: datagrams a second.
    func run(rate: Int, seconds: Double) -> Outcome {
        for endpoint in self.endpoints { endpoint.reset() }
        var outcome = Outcome()
        let before = self.server?.processorSeconds ?? 0
        let start = self.now
        outcome.sent = self.send(rate: rate, seconds: seconds)
        outcome.seconds = Double(self.now - start) / 1e9
        let end = self.now + Self.grace
        while self.received < outcome.sent, self.now < end { self.drainAll() }
        outcome.received = self.received
        self.settle()
        outcome.strange = self.endpoints.reduce(0) { $0 + $1.strange }
        outcome.processorSeconds = (self.server?.processorSeconds ?? 0) - before
        return outcome
    }

    private func send(rate: Int, seconds: Double) -> Int {
        let start = self.now
        let interval = 1e9 * Double(self.burst) / Double(rate)
        let total = Int(seconds * 1e9 / interval)
        var (turns, sent) = (0, 0)
        while turns < total {
            let now = self.now
            // A load that cannot keep the rate ends all the same.
            if Double(now - start) > 1.5e9 * seconds { break }
            let due = min(total, Int(Double(now - start) / interval) + 1, turns + 16)
            while turns < due {
                sent += self.endpoints[turns % self.endpoints.count].send()
                turns += 1
            }
            if now >= self.nextDrain { self.drainNext(now) }
        }
        return sent
    }

    /// One socket only, so that the next send is not late.
    private func drainNext(_ now: Int64) {
        guard let inbox = self.inbox else { return }
        _ = self.endpoints[self.receiver].drain(inbox)
        self.receiver = (self.receiver + 1) % self.endpoints.count
        self.nextDrain =
            max(self.nextDrain, now - Self.drainInterval) + Self.drainInterval / Int64(self.endpoints.count)
    }

    @discardableResult
    private func drainAll() -> Int {
        guard let inbox = self.inbox else { return 0 }
        return self.endpoints.reduce(0) { $0 + $1.drain(inbox) }
    }

    /// Until nothing has come for a while: late ones must not count in the next run.
    private func settle() {
        var quietSince = self.now
        while self.now - quietSince < 20_000_000 {
            if self.drainAll() > 0 { quietSince = self.now }
        }
    }
}
