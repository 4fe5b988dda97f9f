// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// The limits that are times, as the monotonic clock counts.
struct AllocationTimes: Sendable {
    let defaultLifetime: UInt32
    let maximumLifetime: UInt32
    let deviceTestStay: TimeAmount
    let permission: TimeAmount
    let channel: TimeAmount
    let channelGuard: TimeAmount
    let reservation: TimeAmount

    init(_ limits: RelayLimits) {
        defaultLifetime = UInt32(clamping: limits.defaultLifetime.components.seconds)
        maximumLifetime = max(UInt32(clamping: limits.maximumLifetime.components.seconds), defaultLifetime)
        deviceTestStay = TimeAmount(limits.deviceTestStay)
        permission = TimeAmount(limits.permissionLifetime)
        channel = TimeAmount(limits.channelLifetime)
        channelGuard = TimeAmount(limits.channelGuard)
        reservation = TimeAmount(limits.reservationLifetime)
    }

    /// The lifetime that is granted for the one asked for (RFC 8656, section 7.2): never below the default, never above
    /// the maximum, never past `end`.
    func granted(_ asked: UInt32?, at now: NIODeadline, until end: NIODeadline) -> UInt32 {
        let seconds = min(max(asked ?? defaultLifetime, defaultLifetime), maximumLifetime)
        guard end != .distantFuture else { return seconds }
        return min(seconds, UInt32(clamping: max((end - now).nanoseconds, 0) / 1_000_000_000))
    }
}
