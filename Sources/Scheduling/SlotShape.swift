// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How much time an appointment of a type takes, in minutes.
public struct SlotShape: Sendable, Hashable {
    public let lengthMinutes: Int
    /// Must be free before the start. It need not lie in hours.
    public let bufferBefore: Int
    /// Must be free after the end. It need not lie in hours.
    public let bufferAfter: Int

    /// Less than a minute is taken as one, a negative buffer as none, more than a week as one.
    public init(lengthMinutes: Int, bufferBefore: Int = 0, bufferAfter: Int = 0) {
        self.lengthMinutes = min(max(lengthMinutes, 1), 10_080)
        self.bufferBefore = min(max(bufferBefore, 0), 10_080)
        self.bufferAfter = min(max(bufferAfter, 0), 10_080)
    }
}
