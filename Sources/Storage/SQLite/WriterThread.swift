// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Synchronization

/// The one thread on which transactions that write run, in the order in which they were asked for. SQLite has one writer
/// anyway; on a thread of its own its pages and statements stay in one core's caches, and a queue's threads are not woken by turns.
final class WriterThread: Sendable {
    private final class Jobs: Sendable {
        let waiting = Mutex<(list: [@Sendable () -> Void], isOver: Bool)>(([], false))
        let ready = DispatchSemaphore(value: 0)

        func run() {
            while true {
                ready.wait()
                let (list, isOver) = waiting.withLock { waiting in
                    defer { waiting.list = [] }
                    return waiting
                }
                for job in list { job() }
                if isOver { return }
            }
        }
    }

    private let jobs = Jobs()

    init() {
        let thread = Thread { [jobs] in jobs.run() }
        thread.name = "writer"
        thread.start()
    }

    /// What was asked for before is done first.
    deinit {
        jobs.waiting.withLock { $0.isOver = true }
        jobs.ready.signal()
    }

    /// - Throws: what `body` throws; `CancellationError` when the task was cancelled before it began.
    func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        let isCancelled = CancellationFlag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                jobs.waiting.withLock { waiting in
                    waiting.list.append {
                        continuation.resume(
                            with: Result {
                                if isCancelled.value.load(ordering: .acquiring) { throw CancellationError() }
                                return try body()
                            })
                    }
                }
                jobs.ready.signal()
            }
        } onCancel: {
            isCancelled.value.store(true, ordering: .releasing)
        }
    }
}

private final class CancellationFlag: Sendable {
    let value = Atomic(false)
}
