// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Other hours, or none, on one day or a range of days.
public struct HoursException: Sendable, Equatable {
    public let first: LocalDay
    public let last: LocalDay
    /// Sorted, spans that touch made one. Empty is closed.
    public let spans: [WallSpan]

    public init(first: LocalDay, last: LocalDay, spans: [WallSpan]) throws(HoursError) {
        guard first <= last else { throw .endBeforeStart }
        (self.first, self.last, self.spans) = (first, last, try WallSpan.normalised(spans))
    }

    /// In days.
    var length: Int { first.distance(to: last) + 1 }

    func covers(_ day: LocalDay) -> Bool { first <= day && day <= last }
}
