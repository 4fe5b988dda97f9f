// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The outbox's numbers.
public struct OutboxLimits: Sendable {
    /// Connections to the mail server at once.
    public var connections: Int
    /// How long a worker owns a mail: more than a delivery may take, because another one takes it over afterwards.
    public var lease: Duration
    /// How long a running dialogue may go on after the order to stop.
    public var drain: Duration
    /// How long an accepted mail's content is kept.
    public var keepAccepted: TimeInterval
    /// How long the content of a failed or kept mail stays readable.
    public var keepAbandoned: TimeInterval

    public init(
        connections: Int = 4, lease: Duration = .seconds(120), drain: Duration = .seconds(2),
        keepAccepted: TimeInterval = 7 * 86400, keepAbandoned: TimeInterval = 30 * 86400
    ) {
        self.connections = connections
        self.lease = lease
        self.drain = drain
        self.keepAccepted = keepAccepted
        self.keepAbandoned = keepAbandoned
    }
}
