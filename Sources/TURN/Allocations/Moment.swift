// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import NIOCore

/// One instant by both clocks: lifetimes are counted by the monotonic one, which a set clock cannot shorten;
/// credentials name their end in Unix time.
public struct Moment: Sendable, Equatable {
    public var monotonic: NIODeadline
    public var unixSeconds: Int64

    public init(monotonic: NIODeadline, unixSeconds: Int64) {
        self.monotonic = monotonic
        self.unixSeconds = unixSeconds
    }
}
