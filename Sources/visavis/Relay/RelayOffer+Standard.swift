// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import TURN
import Web

extension RelayOffer {
    /// What follows from the site's address. Behind a proxy that does TLS nothing is said of https: only the operator knows
    /// whether it passes the relay on (`turnUrls`).
    /// - Parameters:
    ///   - port: of the relay over UDP and TCP.
    ///   - tlsPort: of the relay over TLS, where it has one of its own.
    ///   - isSiteSecure: the site serves https itself, so that its port is the relay's over TLS too.
    static func standard(_ site: PublicURL, port: Int, tlsPort: Int?, isSiteSecure: Bool) -> [TURNURI] {
        var addresses = [
            TURNURI(host: site.host, port: port, transport: .udp),
            TURNURI(host: site.host, port: port, transport: .tcp),
        ]
        if isSiteSecure {
            addresses.append(TURNURI(host: site.host, port: site.port, transport: .tls))
        } else if !site.isSecure, site.port != port {
            addresses.append(TURNURI(host: site.host, port: site.port, transport: .tcp))
        }
        if let tlsPort { addresses.append(TURNURI(host: site.host, port: tlsPort, transport: .tls)) }
        return addresses
    }
}
