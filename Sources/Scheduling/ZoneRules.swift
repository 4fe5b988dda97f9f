// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What the rules of the time zones give, as a value: they change by the decision of governments, and a test has its own.
public struct ZoneRules: Sendable {
    private let read: @Sendable (TimeZone, Date) -> Int

    /// - Parameter read: seconds east of Greenwich.
    public init(_ read: @escaping @Sendable (TimeZone, Date) -> Int) {
        self.read = read
    }

    /// Those that this program was built or started with.
    public static let system = ZoneRules { $0.secondsFromGMT(for: $1) }

    /// Seconds east of Greenwich; 0 in a zone that is not known.
    public func offset(of zone: String, at instant: Date) -> Int {
        TimeZone(identifier: zone).map { read($0, instant) } ?? 0
    }
}
