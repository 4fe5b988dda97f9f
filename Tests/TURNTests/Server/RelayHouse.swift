// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import Logging
import STUN
import Testing

@testable import TURN

/// A relay on loopback, with loopback peers allowed, for the time of a test.
final class RelayHouse: Sendable {
    static let secret = "a secret of the test"
    let server: RelayServer

    init(
        threads: Int = 1, udp: [String] = ["127.0.0.1:0", "[::1]:0"], tcp: [String] = [],
        revoked: [String] = [], streams: StreamLimits = StreamLimits(), change: (inout RelayRules) -> Void = { _ in },
        machine: @escaping @Sendable () -> Set<IPAddress>? = MachineAddresses.now
    ) throws {
        var rules = try Self.rules()
        change(&rules)
        var configuration = RelayServerConfiguration(
            rules: rules, udp: try udp.map { try #require(TransportAddress($0)) },
            tcp: try tcp.map { try #require(TransportAddress($0)) }, threads: threads)
        configuration.machineAddresses = machine
        configuration.revoked = revoked
        configuration.streams = streams
        server = try RelayServer(
            configuration: configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try server.start()
    }

    /// Everything on loopback.
    static func rules() throws -> RelayRules {
        var rules = RelayRules(secrets: [secret])
        rules.ipv4 = RelayInterface(bind: try #require(IPAddress("127.0.0.1")))
        rules.ipv6 = RelayInterface(bind: try #require(IPAddress("::1")))
        rules.policy.allowed = [
            try #require(AddressRange("127.0.0.0/8")), try #require(AddressRange("::1/128")),
        ]
        // Outside of the ports that the system gives away by itself, so that peers of tests do not take them.
        rules.relayPorts = 20_000...29_999
        rules.limits.challengesPerSecond = 0
        return rules
    }

    var ipv4: TransportAddress { server.boundPorts.udp[0] }
    var ipv6: TransportAddress { server.boundPorts.udp[1] }

    func guest(_ participant: String = "anna", ip: String = "127.0.0.1") throws -> SocketGuest {
        try SocketGuest(participant, ip: ip, server: ip.contains(":") ? ipv6 : ipv4)
    }
}
