// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// The process that reads one calendar, as whoever gives up waiting sees it: it can be ended from anywhere, also before it began.
final class ReadingProcess: Sendable {
    private struct State {
        var process: pid_t?
        var isCancelled = false
    }

    private let state = Mutex(State())

    var isCancelled: Bool { state.withLock(\.isCancelled) }

    func began(_ process: pid_t) {
        state.withLock { state in
            state.process = process
            if state.isCancelled { kill(process, SIGKILL) }
        }
    }

    /// From here on its number may become another process's.
    func ended() {
        state.withLock { $0.process = nil }
    }

    func cancel() {
        state.withLock { state in
            state.isCancelled = true
            if let process = state.process { kill(process, SIGKILL) }
        }
    }
}
