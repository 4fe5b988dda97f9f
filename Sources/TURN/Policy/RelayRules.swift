// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What the operator decided, as values. Changing them means a new server.
public struct RelayRules: Sendable {
    public var realm = "visavis"
    /// The shared secrets of ephemeral credentials: the present one first, then those still accepted while rotating.
    public var secrets: [String]
    public var limits = RelayLimits()
    public var policy = PeerPolicy()
    public var ipv4: RelayInterface?
    public var ipv6: RelayInterface?
    public var relayPorts: ClosedRange<UInt16> = 49152...65535
    /// SOFTWARE in authenticated answers, if any.
    public var software: String?
    public var alternate: AlternateServerRule?

    public init(secrets: [String]) {
        self.secrets = secrets
    }
}
