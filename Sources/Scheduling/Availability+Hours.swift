// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Availability {
    /// The hours of a day with its exception, before anything busy is taken away.
    public func hours(on day: LocalDay) -> [WallSpan] {
        OpenSpans.on(day, hours: hours, exceptions: exceptions)
    }
}
