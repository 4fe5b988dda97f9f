// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rooms

extension RoomRegistry {
    /// What a grant's participant reaches the other side by.
    func ice(for grant: Grant, in open: OpenRoom) -> ICEConfiguration {
        configuration(of: open.relay.participant(of: grant.role) ?? "", in: open)
    }

    /// Gives new credentials to the participants whose own end soon. Those who are away have them with their next grant.
    func renewRelayCredentials(at now: ContinuousClock.Instant) {
        for open in rooms.values where !open.relay.isEmpty {
            for (role, participant) in open.relay.ending(before: now.advanced(by: relayCredentials.renewBefore)) {
                guard let endpoint = open.endpoint(of: role) else { continue }
                open.relay.renew(role, until: now.advanced(by: relayCredentials.lifetime))
                endpoint.send(ServerMessage.ice(configuration(of: participant, in: open)).bytes)
            }
        }
    }

    private func configuration(of participant: String, in open: OpenRoom) -> ICEConfiguration {
        ICEConfiguration(
            servers: participant.isEmpty ? [] : relayCredentials.servers(participant),
            policy: open.isRelayOnly ? .relay : .all)
    }
}

extension OpenRoom {
    /// The socket of one participant of the running call.
    fileprivate func endpoint(of role: Role) -> SignallingEndpoint? {
        guard let call = stored.record.call else { return nil }
        return switch role {
        case .host: pages[.host(call.hostPage)]
        case .guest: pages[.visitor(call.guestVisitor)]
        }
    }
}
