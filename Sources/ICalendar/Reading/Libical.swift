// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CICal
import Glibc

/// What must hold before libical is asked for anything.
enum Libical {
    /// Errors come back as values. One rule is worked out once here, because libical then fills tables that it does not lock;
    /// after that each call's memory is its own.
    static let isReady: Bool = {
        icalerror_set_errors_are_fatal(0)
        guard let rule = visavis_ical_rule_new("FREQ=DAILY;COUNT=1") else { return false }
        defer { visavis_ical_rule_free(rule) }
        guard let iterator = visavis_ical_iterator_new(rule, time(wall: 0)) else { return false }
        defer { icalrecur_iterator_free(iterator) }
        return icaltime_is_null_time(icalrecur_iterator_next(iterator)) == 0
    }()

    /// A time without a zone.
    static func time(wall: Int) -> icaltimetype {
        let parts = FeedTime.parts(wall)
        var time = icaltime_null_time()
        (time.year, time.month, time.day) = (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday)
        (time.hour, time.minute, time.second) = (parts.tm_hour, parts.tm_min, parts.tm_sec)
        return time
    }

    /// Seconds from 1970-01-01 00:00 to the time on its wall.
    static func wall(_ time: icaltimetype) -> Int {
        FeedTime.wall(
            year: time.year, month: time.month, day: time.day, hour: time.hour, minute: time.minute, second: time.second
        )
    }
}
