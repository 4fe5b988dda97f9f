// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why a start cannot be booked. Where several reasons hold, the first in this order.
public enum SlotRefusal: Sendable, Hashable, CaseIterable {
    case past
    /// Less than the minimum notice away.
    case tooSoon
    /// After the last day that can be booked.
    case tooFar
    /// The whole appointment does not lie in one span of opening hours.
    case outsideHours
    /// In hours, but not one of the starts: off the step, or the second of an hour that comes twice.
    case offGrid
    /// It or its buffers overlap something.
    case busy
    /// The day's number of appointments is reached.
    case dayFull
}
