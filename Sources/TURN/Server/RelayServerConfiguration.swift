// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import NIOSSL
public import STUN

/// Where a relay listens and what it allows.
public struct RelayServerConfiguration: Sendable {
    public var rules: RelayRules
    /// Port 0 lets the system choose. One address for each family: `0.0.0.0` and `::` are two.
    public var udp: [TransportAddress]
    /// Ports of the relay alone; those it shares with HTTP belong to whoever calls `RelayServer.accept`.
    public var tcp: [TransportAddress]
    public var tls: [TransportAddress]
    /// The certificate for `tls`, which is empty without.
    public var tlsContext: NIOSSLContext?
    /// How many loops; each has a thread, and the clients that the kernel's hash gives to it.
    public var threads: Int
    /// Ports of other listeners of the program, which are never peers.
    public var otherPorts: Set<UInt16>
    /// Participants that were sent away before this start, and whose credentials may still be valid.
    public var revoked: [String] = []
    /// Says which addresses this machine has, at the start and every 10 s; nil when it cannot be known.
    public var machineAddresses: @Sendable () -> Set<IPAddress>? = MachineAddresses.now
    /// What bounds clients over TCP and TLS.
    public var streams = StreamLimits()

    public init(
        rules: RelayRules, udp: [TransportAddress], tcp: [TransportAddress] = [], tls: [TransportAddress] = [],
        tlsContext: NIOSSLContext? = nil, threads: Int = 1, otherPorts: Set<UInt16> = []
    ) {
        self.rules = rules
        self.udp = udp
        self.tcp = tcp
        self.tls = tls
        self.tlsContext = tlsContext
        self.threads = threads
        self.otherPorts = otherPorts
    }
}
