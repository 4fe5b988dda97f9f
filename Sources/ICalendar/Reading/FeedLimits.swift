// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a stranger's calendar may cost.
public struct FeedLimits: Sendable {
    public var bytes: Int
    /// VEVENTs, whether they block or not.
    public var events: Int
    /// Occurrences in the time asked for.
    public var instances: Int
    /// Processor time of the thread that reads, looked at between occurrences.
    public var time: Duration

    public init(
        bytes: Int = 5_000_000, events: Int = 10_000, instances: Int = 50_000, time: Duration = .seconds(5)
    ) {
        self.bytes = bytes
        self.events = events
        self.instances = instances
        self.time = time
    }
}
