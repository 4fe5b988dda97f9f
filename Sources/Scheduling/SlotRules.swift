// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What bounds booking.
public struct SlotRules: Sendable, Hashable {
    /// Between the starts that are offered, counted on the wall from each span's start.
    public let stepMinutes: Int
    /// Between now and the earliest start.
    public let minimumNoticeMinutes: Int
    /// The last day that can be booked is this many days after today, in the practitioner's zone.
    public let horizonDays: Int
    /// How many appointments may start on one day in the practitioner's zone; nil is any number.
    public let dailyCap: Int?

    /// A step below 1 is taken as 1, negative numbers as 0, a horizon above ten years as ten years.
    public init(stepMinutes: Int, minimumNoticeMinutes: Int, horizonDays: Int, dailyCap: Int? = nil) {
        self.stepMinutes = max(stepMinutes, 1)
        self.minimumNoticeMinutes = min(max(minimumNoticeMinutes, 0), 5_256_000)
        self.horizonDays = min(max(horizonDays, 0), 3650)
        self.dailyCap = dailyCap.map { max($0, 0) }
    }
}
