// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Scheduling
import ServiceLifecycle
import Storage
import Synchronization
import Testing

@testable import Appointments

@Suite("The loop of a service", .timeLimit(.minutes(1)))
struct WorkLoopTests {
    let signal = WorkSignal()

    private func loop() -> WorkLoop {
        WorkLoop(
            name: "test", signal: signal, sleep: 3600...3600, clock: .system, logger: Logger(label: "test"))
    }

    /// Runs the loop until its body asks for the end.
    private func run(_ body: @escaping @Sendable (WorkLoop, _ end: @escaping @Sendable () -> Void) async -> Void) async
    {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let loop = loop()
        await withTaskGroup { group in
            group.addTask { await body(loop) { continuation.yield() } }
            for await _ in stream { break }
            group.cancelAll()
        }
    }

    @Test("a signal during a look leads to another look")
    func signalWhileLooking() async {
        let looks = Atomic(0)
        await run { [signal] loop, end in
            await loop.run {
                if looks.add(1, ordering: .relaxed).newValue == 1 { signal.raise() } else { end() }
                return nil
            } work: {
                0
            }
        }
        #expect(looks.load(ordering: .relaxed) == 2)
    }

    @Test("nothing is worked on before it is due; then batch after batch, until there is none")
    func batches() async {
        let looks = Atomic(0)
        let batches = Atomic(0)
        await run { [signal] loop, end in
            await loop.run {
                switch looks.add(1, ordering: .relaxed).newValue {
                case 1:
                    signal.raise()
                    return .distantFuture
                case 2: return Date()
                default:
                    end()
                    return nil
                }
            } work: {
                #expect(looks.load(ordering: .relaxed) == 2)
                return batches.add(1, ordering: .relaxed).newValue < 3 ? 4 : 0
            }
        }
        #expect(batches.load(ordering: .relaxed) == 3)
    }
}
