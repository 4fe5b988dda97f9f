// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// What the office gave for an Allocate.
struct PortBooking: Sendable {
    let seat: Seat
    var portIPv4: UInt16 = 0
    var portIPv6: UInt16 = 0
    /// The token for the next higher port; 0 without one.
    var reservation: UInt64 = 0
    var failedFamily: AddressFamily?
    var failure = ErrorCode.insufficientCapacity
    /// The port came with a token: no other one will do.
    var isClaimed = false

    init(seat: Seat) { self.seat = seat }

    mutating func setPort(_ port: UInt16, _ family: AddressFamily) {
        if family == .ipv4 { portIPv4 = port } else { portIPv6 = port }
    }
}
