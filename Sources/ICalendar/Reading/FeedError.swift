// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why a calendar was not read. Nothing of it counts then.
public enum FeedError: Error, Hashable, CaseIterable {
    /// More bytes than allowed.
    case tooLarge
    /// No VCALENDAR, one that does not end, or bytes that no text has.
    case notACalendar
    /// Components in components, deeper than any calendar has them.
    case tooDeep
    case tooManyEvents
    /// More occurrences in the time asked for than allowed.
    case tooManyInstances
    /// Working out its recurrences took longer than allowed.
    case tooSlow
}
