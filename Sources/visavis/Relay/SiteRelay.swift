// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Calls
import Foundation
import Logging
import NIOSSL
import STUN
import TURN
import Web

/// The relay as the site knows it: one inside, or others that share its secret.
struct SiteRelay: Sendable {
    let issuer: RelayIssuer
    private let publicURL: PublicURL
    let inside = RelayInside()

    /// - Parameter made: the secret of the database, for when the settings have none.
    init(_ settings: Settings, _ publicURL: PublicURL, made: Data) {
        self.publicURL = publicURL
        let external = settings["turnExternalUrls"]?.listed(by: { try? TURNURI(reading: $0) })
        issuer = RelayIssuer(
            offer: RelayOffer(external ?? []), secret: settings["turnSecret"] ?? made.base64EncodedString(),
            lifetime: .seconds(settings.integer("turnCredentialSeconds")),
            testLifetime: .seconds(settings.integer("turnTestSeconds")),
            mayTest: settings["turnTest"].map { $0 == "yes" } ?? (external == nil),
            now: { Int64(Date().timeIntervalSince1970) })
    }

    /// What the calls need of it.
    var credentials: RelayCredentials {
        let (issuer, inside) = (issuer, inside)
        return RelayCredentials(
            lifetime: issuer.lifetime, servers: { issuer.servers(for: $0) }, revoke: { inside.revoke($0) })
    }

    /// What the device test needs of it.
    func test(perAddress: Int) -> RelayTest {
        let issuer = issuer
        return RelayTest(perAddress: perAddress) { issuer.testServers() }
    }

    /// Binds the ports of the relay inside; nil when none shall run.
    /// - Parameter revoked: participants who were sent away before this start.
    /// - Throws: ``OperatorError`` when a port cannot be had.
    func start(
        _ settings: Settings, _ tls: TLSConfiguration?, revoked: [String], _ logger: Logger
    ) throws -> RelayServer? {
        guard settings.isOn("turnEnabled"), settings["turnExternalUrls"] == nil else { return nil }
        let rules = RelayRules(settings, secret: issuer.secret)
        warn(of: rules, logger)
        let server = try RelayServer.listening(settings, rules, tls, revoked: revoked, logger)
        inside.runs(server, announcement: server.announcement(rules))
        issuer.offer.addresses =
            settings["turnUrls"]?.listed(by: { try? TURNURI(reading: $0) })
            ?? RelayOffer.standard(publicURL, port: server.port, tlsPort: server.tlsPort, isSiteSecure: tls != nil)
        return server
    }

    /// A relay behind a NAT that does not know its outer address of a family serves nobody outside by that family.
    private func warn(of rules: RelayRules, _ logger: Logger) {
        let isLocal = publicURL.host == "localhost" || IPAddress(publicURL.host).map(LocalAddresses.isPrivate) == true
        guard !isLocal else { return }
        for (family, interface) in [("IPv4", rules.ipv4), ("IPv6", rules.ipv6)] {
            guard let address = interface?.advertised, LocalAddresses.isPrivate(address) else { continue }
            logger.warning(
                "The relay knows no public \(family) address of this machine, only \(address): set turnPublicIp.")
        }
    }
}
