// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a request to a typed address may cost.
public struct OutgoingLimits: Sendable {
    /// Of the answer's content, unpacked.
    public var bytes = 5 * 1024 * 1024
    public var headerBytes = 64 * 1024
    public var connect: Duration = .seconds(5)
    /// From the name's look-up to the last byte, all redirects included.
    public var whole: Duration = .seconds(20)
    /// Less than this a second for ``slowSeconds`` is too slow.
    public var slowBytes = 100
    public var slowSeconds = 8
    public var redirects = 3
    /// Requests at once; others wait.
    public var atOnce = 8
    /// More that wait are refused.
    public var waiting = 64

    public init() {}
}
