// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why hours cannot be as they were given.
public enum HoursError: Error, Equatable {
    /// Two spans of one day overlap.
    case overlap(WallSpan, WallSpan)
    /// A range of days ends before it starts.
    case endBeforeStart
}
