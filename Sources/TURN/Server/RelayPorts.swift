// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import STUN

/// Where a relay that was started listens, in the order of its configuration.
public struct RelayPorts: Sendable, Equatable {
    public var udp: [TransportAddress] = []
    public var tcp: [TransportAddress] = []
    public var tls: [TransportAddress] = []

    var numbers: Set<UInt16> { Set((udp + tcp + tls).map(\.port)) }
}
