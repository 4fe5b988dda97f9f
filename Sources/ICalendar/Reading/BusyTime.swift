// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A time in which a calendar says that its owner is busy.
public struct BusyTime: Sendable, Hashable {
    public let start: Date
    /// After the start.
    public let end: Date

    public init(start: Date, end: Date) {
        (self.start, self.end) = (start, end)
    }
}
