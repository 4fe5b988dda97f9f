// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import NIOCore

/// What is due by itself.
extension RelayEngine {
    mutating func expire() {
        if let deadline = table.nextDeadline, now.monotonic >= deadline {
            var ended: [AllocationIndex] = []
            table.expire(at: now) { ended.append($0) }
            for allocation in ended { endUnasked(allocation) }
        }
        if memory.isDue(at: now.monotonic) { datagram_release_memory() }
    }
}
