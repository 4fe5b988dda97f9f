// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// One instant by which something must have happened; moving it later costs no timer.
struct Deadline {
    private(set) var due: NIODeadline?
    private var timer: Scheduled<Void>?
    private var firesAt: NIODeadline?

    /// Sets or clears the instant. `expired` must call ``fire(now:)``; it runs on the event loop.
    mutating func set(_ due: NIODeadline?, on loop: any EventLoop, expired: @escaping () -> Void) {
        self.due = due
        guard let due else { return }
        if let firesAt, firesAt <= due { return }
        self.timer?.cancel()
        self.firesAt = due
        self.timer = loop.assumeIsolated().scheduleTask(deadline: due, expired)
    }

    /// Whether the instant has come. When not, ``due`` may be set again for what is left.
    mutating func fire(now: NIODeadline) -> Bool {
        self.timer = nil
        self.firesAt = nil
        guard let due else { return false }
        return due <= now
    }

    mutating func cancel() {
        self.timer?.cancel()
        self = Deadline()
    }
}
