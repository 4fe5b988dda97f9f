// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How much one socket may say, and how long it may be silent. The defaults are the protocol's.
public struct SignallingLimits: Sendable, Equatable {
    /// Messages for the server.
    public var messageBurst = 200
    public var messagesPerSecond = 20
    /// Messages for the other participant.
    public var signalBurst = 400
    public var signalsPerSecond = 100
    /// Candidates of one side, counted from each admission or resume.
    public var candidates = 200
    /// From the socket's opening to its hello.
    public var hello: Duration = .seconds(10)
    /// A page that was not heard for so long is gone.
    public var silence: Duration = .seconds(12)

    public init() {}
}
