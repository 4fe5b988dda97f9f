// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// When nothing can be booked: an appointment with its own buffers, a held slot, a span of another calendar. One that does
/// not end after its start takes no time.
public struct BusyInterval: Sendable, Hashable {
    public let start: Date
    public let end: Date

    public init(start: Date, end: Date) {
        (self.start, self.end) = (start, end)
    }
}
