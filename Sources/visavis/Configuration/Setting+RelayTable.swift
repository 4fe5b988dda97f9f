// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Setting {
    /// The relay's part of the table.
    static let relayTable: [Setting] = relayPlace + relayTrust + relayLimits + relayTest

    private static let relayPlace: [Setting] = [
        Setting(
            key: "turnEnabled", kind: .choice(["yes", "no"]), standard: "yes",
            purpose: "Whether the relay runs inside; without one, calls between some networks find no way."),
        Setting(
            key: "turnHost", kind: .addresses, standard: nil,
            purpose: "Addresses that the relay listens on, between commas; without it all of the machine."),
        Setting(
            key: "turnPort", kind: .integer(0...65535), standard: "3478",
            purpose: "UDP and TCP port of the relay; 0 takes a free one."),
        Setting(
            key: "turnTlsPort", kind: .integer(0...65535), standard: nil,
            purpose: "A port of its own for the relay over TLS, with tlsCertificate; httpPort serves it in any case."),
        Setting(
            key: "turnRelayPorts", kind: .portRange, standard: "49152-65535",
            purpose: "UDP ports on which peers are met."),
        Setting(
            key: "turnPublicIp", kind: .addressOfEachFamily, standard: nil,
            purpose: "The relay's address as the world sees it, one for each family, between commas; "
                + "without it that of the interface of the default route."),
        Setting(
            key: "turnUrls", kind: .turnURLs, standard: nil,
            purpose: "What browsers are told of the relay inside; without it made from publicUrl, the ports and TLS."),
        Setting(
            key: "turnExternalUrls", kind: .turnURLs, standard: nil,
            purpose: "Relays elsewhere that share turnSecret, between commas; with them none runs inside."),
        Setting(
            key: "turnAlternates", kind: .transportAddresses, standard: nil,
            purpose: "Relays to which clients are sent on from turnAlternateFrom allocations on, between commas."),
        Setting(
            key: "turnAlternateFrom", kind: .integer(0...1_000_000), standard: "0",
            purpose: "Allocations living here from which new ones are sent to turnAlternates."),
        Setting(
            key: "turnThreads", kind: .integer(1...64), standard: nil,
            purpose: "Threads that relay; without it half of the cores."),
        Setting(
            key: "turnMetricsPort", kind: .integer(0...65535), standard: nil,
            purpose: "Port on 127.0.0.1 where `visavis relay` shows its numbers; without it nowhere."),
    ]

    private static let relayTrust: [Setting] = [
        Setting(
            key: "turnSecret", kind: .secret, standard: nil,
            purpose:
                "Secret that credentials are made with; without it one made at the first start, kept in the database.",
            isSecret: true),
        Setting(
            key: "turnPreviousSecret", kind: .secret, standard: nil,
            purpose: "Secret that is still accepted while turnSecret changes.", isSecret: true),
        Setting(
            key: "turnCredentialSeconds", kind: .integer(20...86_400), standard: "600",
            purpose: "How long a participant's credential is good for new allocations; it is renewed before."),
        Setting(
            key: "turnAllowedPeers", kind: .networks, standard: nil,
            purpose: "Addresses or ranges that may be peers although they are private, between commas."),
        Setting(
            key: "turnSoftware", kind: .choice(["yes", "no"]), standard: "no",
            purpose: "Whether the relay tells authenticated clients what it is."),
    ]

    private static let relayLimits: [Setting] = [
        Setting(
            key: "turnAllocations", kind: .integer(2...1_000_000), standard: "8000",
            purpose: "Allocations at once, of all; 16 permissions and 8 channels for each."),
        Setting(
            key: "turnKilobits", kind: .integer(0...100_000_000), standard: "2000000",
            purpose: "Kilobits a second that all may have relayed; 0 is no limit."),
        Setting(
            key: "turnAllocationsPerParticipant", kind: .integer(2...10_000), standard: "24",
            purpose: "Allocations of one participant at once; a browser makes one for each transport and interface."),
        Setting(
            key: "turnPermissionsPerParticipant", kind: .integer(2...1_000_000), standard: "768",
            purpose: "Permissions of one participant at once."),
        Setting(
            key: "turnChannelsPerParticipant", kind: .integer(2...1_000_000), standard: "384",
            purpose: "Channels of one participant at once."),
        Setting(
            key: "turnPermissionsPerAllocation", kind: .integer(1...100_000), standard: "64",
            purpose: "Permissions of one allocation at once."),
        Setting(
            key: "turnChannelsPerAllocation", kind: .integer(1...4_096), standard: "32",
            purpose: "Channels of one allocation at once."),
        Setting(
            key: "turnKilobitsPerParticipant", kind: .integer(0...100_000_000), standard: "20000",
            purpose: "Kilobits a second that one participant may have relayed; 0 is no limit."),
        Setting(
            key: "turnMegabytesPerCredential", kind: .integer(0...100_000_000), standard: "20000",
            purpose: "Megabytes that one credential may have relayed; 0 is no limit."),
        Setting(
            key: "turnChallengesPerSecond", kind: .integer(0...1_000_000), standard: "10",
            purpose: "Answers a second to one address that has not proved who it is, over UDP; 0 is no limit."),
        Setting(
            key: "turnConnections", kind: .integer(1...1_000_000), standard: "10000",
            purpose: "TCP and TLS connections of the relay at once; more are closed."),
        Setting(
            key: "turnConnectionsPerAddress", kind: .integer(1...1_000_000), standard: "256",
            purpose: "The same of one address (IPv6: of one /64); raise it behind a proxy."),
    ]

    private static let relayTest: [Setting] = [
        Setting(
            key: "turnTest", kind: .choice(["yes", "no"]), standard: nil,
            purpose: "Whether the device test may try the relay; without it yes, but no with turnExternalUrls."),
        Setting(
            key: "turnTestsPerAddress", kind: .integer(5...100_000), standard: "240",
            purpose: "Relay tests of one address in ten minutes; more are refused."),
        Setting(
            key: "turnTestSeconds", kind: .integer(10...600), standard: "60",
            purpose: "How long the credential of a device test is good, and an allocation with it lasts."),
        Setting(
            key: "turnTestAllocations", kind: .integer(2...1_000), standard: "16",
            purpose: "Allocations of one device test at once; 8 permissions and 4 channels for each."),
        Setting(
            key: "turnTestKilobits", kind: .integer(16...1_000_000), standard: "64",
            purpose: "Kilobits a second that a device test may have relayed, and kilobytes at once after a silence."),
        Setting(
            key: "turnTestKilobytes", kind: .integer(100...1_000_000), standard: "1000",
            purpose: "Kilobytes that the credential of a device test may have relayed."),
    ]
}
