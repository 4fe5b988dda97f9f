// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc
import NIOCore

/// Wakes a loop that waits in its poller when something is due: a timerfd. A wait with a time of its own would set and
/// take back a timer of the kernel for every datagram that finds the loop asleep; this one is set when something is due
/// earlier than it rings. It is watched for each ring, and never read.
struct Alarm: ~Copyable {
    private let descriptor: Int32
    private var rings = NIODeadline.distantFuture

    /// - Parameter descriptor: from `open()`; closed with the alarm.
    init(owning descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    static func open() throws(SystemCallError) -> Int32 {
        let descriptor = datagram_open_alarm()
        guard descriptor >= 0 else { throw SystemCallError("timerfd_create") }
        return descriptor
    }

    /// Rings at `due` or before, then no more until it is set again.
    ///
    /// - Returns: false when it cannot.
    mutating func set(_ due: NIODeadline, at now: NIODeadline) -> Bool {
        if now >= rings { rings = .distantFuture }
        guard due < rings else { return true }
        guard datagram_set_alarm(descriptor, due.uptimeNanoseconds) == 0 else { return false }
        rings = due
        return true
    }
}
