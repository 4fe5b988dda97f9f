// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import Foundation
import NIOCore
import STUN
import TURN

extension RelayRules {
    /// What the settings say of a relay in this process.
    /// - Parameter secret: the one that credentials are made with now.
    init(_ settings: Settings, secret: String, local: LocalAddresses = LocalAddresses()) {
        self.init(secrets: [secret] + (settings["turnPreviousSecret"].map { [$0] } ?? []))
        if let ports = ClosedRange(ports: settings.text("turnRelayPorts")) { relayPorts = ports }
        let published = settings["turnPublicIp"]?.listed(by: { IPAddress($0) }) ?? []
        ipv4 = RelayInterface(.ipv4, published: published, local)
        ipv6 = RelayInterface(.ipv6, published: published, local)
        // A machine without any network still serves itself.
        if ipv4 == nil, ipv6 == nil { ipv4 = IPAddress("127.0.0.1").map { RelayInterface(bind: $0) } }
        policy.allowed = settings["turnAllowedPeers"]?.listed(by: { AddressRange($0) }) ?? []
        software = settings.isOn("turnSoftware") ? "Vis-à-vis" : nil
        let alternates = settings["turnAlternates"]?.listed(by: { TransportAddress($0) }) ?? []
        if !alternates.isEmpty {
            alternate = AlternateServerRule(addresses: alternates, threshold: settings.integer("turnAlternateFrom"))
        }
        limits = RelayLimits(settings)
    }
}

extension RelayInterface {
    /// In one family: at the published address when the operator names one, else at that of the default route; nil when this
    /// machine has none of this family. When some address is published, families without one are left out.
    init?(_ family: AddressFamily, published: [IPAddress], _ local: LocalAddresses) {
        let outward = local.outward(family)
        if let advertised = published.first(where: { $0.family == family }) {
            let bind = local.has(advertised) ? advertised : outward
            guard let bind else { return nil }
            self.init(bind: bind, advertised: advertised)
        } else if published.isEmpty, let outward {
            self.init(bind: outward)
        } else {
            return nil
        }
    }
}

extension RelayLimits {
    init(_ settings: Settings) {
        self.init()
        total.allocations = settings.integer("turnAllocations")
        total.permissions = total.allocations * 16
        total.channels = total.allocations * 8
        total.bitsPerSecond = Int64(settings.integer("turnKilobits")) * 1000
        participant.allocations = settings.integer("turnAllocationsPerParticipant")
        participant.permissions = settings.integer("turnPermissionsPerParticipant")
        participant.channels = settings.integer("turnChannelsPerParticipant")
        participant.bitsPerSecond = Int64(settings.integer("turnKilobitsPerParticipant")) * 1000
        bytesPerCredential = Int64(settings.integer("turnMegabytesPerCredential")) * 1_000_000
        permissionsPerAllocation = settings.integer("turnPermissionsPerAllocation")
        channelsPerAllocation = settings.integer("turnChannelsPerAllocation")
        deviceTest = RelayShare(test: settings)
        deviceTestBytes = Int64(settings.integer("turnTestKilobytes")) * 1000
        deviceTestStay = .seconds(settings.integer("turnTestSeconds"))
        challengesPerSecond = settings.integer("turnChallengesPerSecond")
    }
}

extension RelayShare {
    /// Of a device test. At once it may send what it may send in 8 s.
    fileprivate init(test settings: Settings) {
        let allocations = settings.integer("turnTestAllocations")
        let kilobits = Int64(settings.integer("turnTestKilobits"))
        self.init(
            allocations: allocations, permissions: allocations * 8, channels: allocations * 4,
            bitsPerSecond: kilobits * 1000, burstBytes: kilobits * 1000)
    }
}
