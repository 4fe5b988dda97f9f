// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// An allocation (RFC 8656, section 3.2): plain bytes, found by its five-tuple or its relayed port.
struct AllocationRecord {
    let generation: UInt32
    let fiveTuple: FiveTuple
    let seat: Seat
    /// Where the table's `CredentialBook` has the credential that made it.
    let credential: Int
    let isDeviceTest: Bool
    /// An end that no refresh moves.
    let lastEnd: NIODeadline
    var trace: AllocateTrace
    /// 0 where the allocation has no relayed address of the family.
    var portIPv4: UInt16 = 0
    var portIPv6: UInt16 = 0
    /// Relay sockets that are not open yet.
    var isOpening = true
    var attempts: UInt8 = 0
    var expires: NIODeadline
    /// Neighbours in the bucket of the deadline wheel.
    var next = DeadlineWheel.none
    var previous = DeadlineWheel.none
    var permissions = EntryList<PermissionEntry>()
    var channels = EntryList<ChannelEntry>()
    /// Bytes that may be relayed before the office is asked again.
    var leased: Int64 = 0
    var leaseRetryAt = NIODeadline.uptimeNanoseconds(0)
    var leaseRefusal = DropReason.rate

    func port(_ family: AddressFamily) -> UInt16 { family == .ipv4 ? portIPv4 : portIPv6 }

    mutating func setPort(_ port: UInt16, _ family: AddressFamily) {
        if family == .ipv4 { portIPv4 = port } else { portIPv6 = port }
    }

    var holdings: Holdings { Holdings(permissions: permissions.count, channels: channels.count) }
}
