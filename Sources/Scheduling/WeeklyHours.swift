// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The hours of an ordinary week, on the practitioner's wall.
public struct WeeklyHours: Sendable, Equatable {
    /// Seven lists from Monday to Sunday, each sorted, spans that touch made one.
    public let days: [[WallSpan]]

    /// - Parameter days: from Monday on; days that are not given are closed, more than seven are left out.
    public init(_ days: [[WallSpan]]) throws(HoursError) {
        var normalised: [[WallSpan]] = []
        for spans in days.prefix(7) { normalised.append(try WallSpan.normalised(spans)) }
        self.days = normalised + Array(repeating: [], count: 7 - normalised.count)
    }

    private init() { days = Array(repeating: [], count: 7) }

    public static let closed = WeeklyHours()

    public func spans(on day: LocalDay) -> [WallSpan] { days[day.weekday - 1] }
}
