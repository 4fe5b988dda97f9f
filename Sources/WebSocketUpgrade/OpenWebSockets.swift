// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Counts the open WebSockets, so that a server that stops waits until every delegate has been told.
///
/// A task for each socket would cost 2.7 KiB; here one keeps watch for all. There is a watch whenever a socket is open: the
/// first to open begins it, and it ends when none is left or its task is cancelled.
final class OpenWebSockets: Sendable {
    private struct State {
        var count = 0
        var isWatched = false
        var watch: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func opened() {
        self.state.withLock { $0.count += 1 }
    }

    func closed() {
        let watch = self.state.withLock { state in
            state.count -= 1
            return state.count == 0 ? Self.endWatch(&state) : nil
        }
        watch?.resume()
    }

    /// Returns at once when another task keeps watch, else when no socket is open.
    func watch() async {
        let isMine = self.state.withLock { state in
            defer { state.isWatched = true }
            return !state.isWatched
        }
        guard isMine else { return }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = self.state.withLock { state in
                    if state.count > 0 && !Task.isCancelled {
                        state.watch = continuation
                        return false
                    }
                    state.isWatched = false
                    return true
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            self.state.withLock { Self.endWatch(&$0) }?.resume()
        }
    }

    private static func endWatch(_ state: inout State) -> CheckedContinuation<Void, Never>? {
        guard let watch = state.watch.take() else { return nil }
        state.isWatched = false
        return watch
    }
}
