// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore

extension Moment {
    /// Asked once a round.
    static func now() -> Moment {
        var wall = timespec()
        clock_gettime(CLOCK_REALTIME, &wall)
        return Moment(monotonic: .now(), unixSeconds: Int64(wall.tv_sec))
    }
}
