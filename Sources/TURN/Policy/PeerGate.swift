// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import STUN

/// The peer policy, compiled: the one gate that every method and transport asks.
struct PeerGate: Sendable {
    let relayPorts: ClosedRange<UInt16>
    private let allowed: [AddressRange]
    private let bound: [IPAddress]
    private var own: Set<IPAddress> = []
    private let relays: Set<IPAddress>
    private let listeningPorts: Set<UInt16>

    init(_ rules: RelayRules) {
        let interfaces = [rules.ipv4, rules.ipv6].compactMap { $0 }
        relayPorts = rules.relayPorts
        allowed = rules.policy.allowed
        relays = Set(interfaces.map(\.advertised))
        bound = interfaces.map(\.bind)
        listeningPorts = rules.policy.listeningPorts
        own(rules.policy.ownAddresses)
    }

    /// Replaces the addresses of this machine.
    mutating func own(_ addresses: [IPAddress]) {
        own = Set(addresses).union(bound)
    }

    /// Judges an address.
    /// - Parameter relaysOnly: for device tests, which may only reach other allocations of this server.
    func verdict(on address: IPAddress, relaysOnly: Bool = false) -> PeerVerdict {
        guard !SpecialPurposeRanges.isForbidden(address) else { return .refused }
        let isListed = !relaysOnly && allowed.contains { $0.contains(address) }
        if relays.contains(address) { return isListed ? .ownRelayListed : .ownRelay }
        guard !relaysOnly else { return .refused }
        if own.contains(address) || SpecialPurposeRanges.isLoopback(address) {
            return isListed ? .ownListed : .refused
        }
        return isListed || !SpecialPurposeRanges.isSpecial(address) ? .open : .refused
    }

    /// Whether a port may be reached at an address of that verdict.
    func allows(port: UInt16, of verdict: PeerVerdict) -> Bool {
        switch verdict {
        case .refused: false
        case .open: port != 0
        case .ownListed, .ownRelayListed: port != 0 && !listeningPorts.contains(port)
        case .ownRelay: relayPorts.contains(port) && !listeningPorts.contains(port)
        }
    }
}
