// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import NIOSSL
import STUN
import TURN

extension RelayServer {
    /// Tries before a free port is given up on.
    private static let tries = 32
    /// Where free ports are looked for: below those that the kernel gives to outgoing connections and those of relays.
    private static let freePorts: ClosedRange<UInt16> = 20_000...32_000

    /// A relay that already listens, as the settings say.
    /// - Parameter revoked: participants who were sent away before this start.
    /// - Throws: ``OperatorError`` that names the setting, when it cannot.
    static func listening(
        _ settings: Settings, _ rules: RelayRules, _ tls: TLSConfiguration?, revoked: [String] = [], _ logger: Logger
    ) throws -> RelayServer {
        let isFree = settings.integer("turnPort") == 0 || settings["turnTlsPort"] == "0"
        var triesLeft = isFree ? tries : 1
        while true {
            triesLeft -= 1
            var configuration = try RelayServerConfiguration(
                settings, rules, tls, freePort: { .random(in: freePorts) })
            configuration.revoked = revoked
            let server = try RelayServer(configuration: configuration, logger: logger)
            do {
                try server.start()
                return server
            } catch let error as RelayServerError {
                if case .cannotListen = error, triesLeft > 0 { continue }
                throw OperatorError(error, settings)
            }
        }
    }

    /// Over UDP and TCP alike.
    var port: Int { boundPorts.udp.first.map { Int($0.port) } ?? 0 }

    /// Of its own, over TLS.
    var tlsPort: Int? { boundPorts.tls.first.map { Int($0.port) } }

    /// For the operator: where it listens, and where peers find its clients.
    func announcement(_ rules: RelayRules) -> [String] {
        func list(_ name: String, _ addresses: [TransportAddress]) -> String? {
            addresses.isEmpty ? nil : "\(name) \(addresses.map(\.description).joined(separator: ", "))"
        }
        let (bound, ports) = (boundPorts, rules.relayPorts)
        let listening = [list("UDP", bound.udp), list("TCP", bound.tcp), list("TLS", bound.tls)].compactMap(\.self)
        let relayed = [rules.ipv4, rules.ipv6].compactMap { $0?.advertised.description }
        return [
            "The relay listens on \(listening.joined(separator: "; ")); "
                + "peers reach its clients at \(relayed.joined(separator: " and ")), "
                + "ports \(ports.lowerBound) to \(ports.upperBound)."
        ]
    }
}

extension RelayServerConfiguration {
    /// - Parameter freePort: a port to try, asked once for each that the settings leave open.
    init(
        _ settings: Settings, _ rules: RelayRules, _ tls: TLSConfiguration?, freePort: () -> UInt16,
        local: LocalAddresses = LocalAddresses()
    ) throws {
        let hosts = settings["turnHost"]?.listed(by: { IPAddress($0) }) ?? local.wildcards
        func addresses(_ key: String) -> [TransportAddress] {
            guard let wanted = settings[key].flatMap(UInt16.init) else { return [] }
            let port = wanted == 0 ? freePort() : wanted
            return hosts.map { TransportAddress(ip: $0, port: port) }
        }
        let plain = addresses("turnPort")
        let secure = addresses("turnTlsPort")
        self.init(
            rules: rules, udp: plain, tcp: plain, tls: secure,
            tlsContext: secure.isEmpty ? nil : try tls.map { try NIOSSLContext(configuration: $0) },
            threads: Self.threads(settings),
            otherPorts: Set(
                ["httpPort", "turnMetricsPort"].compactMap { settings[$0].flatMap(UInt16.init) }.filter { $0 != 0 }))
        streams.connections = settings.integer("turnConnections")
        streams.connectionsFromOneAddress = settings.integer("turnConnectionsPerAddress")
    }

    /// Half of the cores where nothing else is said.
    static func threads(_ settings: Settings) -> Int {
        settings["turnThreads"].flatMap(Int.init) ?? max(1, ProcessInfo.processInfo.activeProcessorCount / 2)
    }
}

extension OperatorError {
    /// - Parameter error: of a relay that should have listened as these settings say.
    init(_ error: RelayServerError, _ settings: Settings) {
        guard case .cannotListen(let address, let transport, let cause) = error else {
            self.init("The relay does not start: \(error).")
            return
        }
        let key = transport == .tls ? "turnTlsPort" : "turnPort"
        let host = settings["turnHost"] == nil ? "" : ", turnHost"
        self.init(
            "The relay cannot listen at \(address) over \(transport) (\(key)\(host)): \(cause). "
                + "Choose another, 0 for a free one, or turn the relay off with turnEnabled no.")
    }
}
