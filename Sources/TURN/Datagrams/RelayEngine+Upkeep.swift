// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import NIOCore

/// What is due by itself.
extension RelayEngine {
    mutating func expire() {
        if let deadline = table.nextDeadline, now.monotonic >= deadline {
            for allocation in table.expire(at: now) { close(allocation) }
        }
        if memory.isDue(at: now.monotonic) { datagram_release_memory() }
    }
}
