// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

@testable import Calls

/// A relay that only remembers to whom it gave credentials, and from whom it took them.
final class TestRelay: Sendable {
    private struct State {
        var given: [String] = []
        var revoked: [String] = []
    }

    private let state = Mutex(State())

    var given: [String] { state.withLock { $0.given } }
    var revoked: [String] { state.withLock { $0.revoked } }

    var credentials: RelayCredentials {
        RelayCredentials(
            lifetime: .seconds(600),
            servers: { participant in
                self.state.withLock { $0.given.append(participant) }
                return [.init(urls: ["turn:relay.example:3478"], username: participant, credential: "secret")]
            },
            revoke: { participant in self.state.withLock { $0.revoked.append(participant) } })
    }
}

extension TestPage {
    /// The relay's name for this participant, by the last message that told one.
    var relayName: String? {
        texts.reversed().lazy.compactMap { try? JSONValue(reading: $0) }.compactMap { message -> String? in
            guard case .array(let servers) = message["ice"]?["iceServers"],
                case .string(let name) = servers.first?["username"]
            else { return nil }
            return name
        }.first
    }
}
