// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Calls
import Foundation
import TURN

/// Makes credentials for the relay, wherever it runs: whoever has the secret can.
struct RelayIssuer: Sendable {
    let offer: RelayOffer
    let secret: String
    let lifetime: Duration
    /// Of the device test's (rule 17).
    let testLifetime: Duration
    /// Whether the relay keeps a test's credential to itself.
    let mayTest: Bool
    /// Seconds since 1970.
    let now: @Sendable () -> Int64

    /// One entry for finding one's own address, one for the relay.
    func servers(for participant: String) -> [ICEConfiguration.Server] {
        let addresses = offer.addresses
        guard !addresses.isEmpty, let credential = credential(participant, lifetime) else { return [] }
        let discovery = offer.discovery
        let relay = ICEConfiguration.Server(
            urls: addresses.map(\.description), username: credential.username, credential: credential.password)
        return (discovery.isEmpty ? [] : [ICEConfiguration.Server(urls: discovery)]) + [relay]
    }

    /// One entry for each transport, each with a credential of its own, so that one transport's tries are not held against
    /// another's.
    func testServers() -> [ICEConfiguration.Server] {
        guard mayTest else { return [] }
        let addresses = offer.addresses
        return [ClientTransport.udp, .tcp, .tls].compactMap { transport in
            let urls = addresses.filter { $0.transport == transport }.map(\.description)
            let participant = "test.\(UUID().uuidString.lowercased())"
            guard !urls.isEmpty, let credential = credential(participant, testLifetime) else { return nil }
            return ICEConfiguration.Server(
                urls: urls, username: credential.username, credential: credential.password)
        }
    }

    private func credential(_ participant: String, _ lifetime: Duration) -> EphemeralCredential? {
        EphemeralCredential.make(secret: secret, participant: participant, lifetime: lifetime, now: now())
    }
}
