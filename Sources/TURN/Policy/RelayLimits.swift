// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Every number of the relay.
public struct RelayLimits: Sendable, Equatable {
    /// What one participant may hold. Twenty-four allocations are two gatherings of UDP, TCP and TLS on four interfaces:
    /// during an ICE restart a browser holds the old one and the new.
    public var participant = RelayShare(
        allocations: 24, permissions: 768, channels: 384, bitsPerSecond: 20_000_000, burstBytes: 2_000_000)
    /// What all hold together.
    public var total = RelayShare(
        allocations: 8_000, permissions: 128_000, channels: 64_000, bitsPerSecond: 2_000_000_000,
        burstBytes: 50_000_000)
    /// What a device test may hold (participants named `test.…`). The burst lets the handshake of a data channel pass
    /// without a pause, which would be measured as delay.
    public var deviceTest = RelayShare(
        allocations: 16, permissions: 128, channels: 64, bitsPerSecond: 64_000, burstBytes: 64_000)

    /// Payload that one credential may move; 0 is no limit.
    public var bytesPerCredential: Int64 = 20_000_000_000
    public var deviceTestBytes: Int64 = 1_000_000
    /// An allocation of a device test ends then, refreshed or not.
    public var deviceTestStay: Duration = .seconds(60)

    /// One CreatePermission or ChannelBind over these is answered 508.
    public var permissionsPerAllocation = 64
    public var channelsPerAllocation = 32

    /// RFC 8656, section 3.2.
    public var defaultLifetime: Duration = .seconds(600)
    public var maximumLifetime: Duration = .seconds(3600)
    /// RFC 8656, section 9.
    public var permissionLifetime: Duration = .seconds(300)
    /// RFC 8656, section 12.
    public var channelLifetime: Duration = .seconds(600)
    /// How long an expired channel's number and peer stay together (section 12).
    public var channelGuard: Duration = .seconds(300)
    /// RFC 8656, section 18.9.
    public var reservationLifetime: Duration = .seconds(30)
    /// RFC 8656, section 5: a nonce ends at least once an hour.
    public var nonceLifetime: Duration = .seconds(3600)

    /// Challenges (401, 438) and other unauthenticated refusals a second over UDP to one address (IPv6: one /64);
    /// 0 is no limit. The source of a stream cannot be forged, so streams are not counted.
    public var challengesPerSecond = 10

    public init() {}
}
