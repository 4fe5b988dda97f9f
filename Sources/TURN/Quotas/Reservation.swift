// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// A port kept for a second allocation (RFC 8656, section 7.2).
struct Reservation: Sendable {
    let port: UInt16
    let family: AddressFamily
    let expires: NIODeadline
    /// The account that the kept port counts for.
    let participant: Int32
}
