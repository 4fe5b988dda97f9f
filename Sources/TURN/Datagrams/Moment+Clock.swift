// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc
import NIOCore

extension Moment {
    /// Asked once a round. Wall time is read by the second, so the clock's last tick will do.
    static func now() -> Moment {
        var wall = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &wall)
        return Moment(monotonic: .now(), unixSeconds: Int64(wall.tv_sec))
    }
}
