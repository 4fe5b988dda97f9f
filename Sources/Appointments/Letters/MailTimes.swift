// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Words

/// Instants as one reader sees them: in their own zone first, and in the other side's where its clock shows another time.
struct MailTimes {
    let catalog: Catalog
    let reader: TimeZone
    let other: TimeZone
    let now: Date

    func day(_ date: Date) -> String { catalog.day(date, in: reader) }

    func time(_ date: Date) -> String { catalog.time(date, in: reader) }

    /// One line for each zone.
    func moments(_ date: Date) -> [String] { catalog.moments(date, in: reader, and: other, now: now) }

    /// All of it on one line.
    func line(_ date: Date) -> String {
        let moments = moments(date)
        return moments.count == 1
            ? moments[0] : catalog("mail_moment_both", ["first": moments[0], "second": moments[1]])
    }
}
