// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Bytes that an allocation may relay without asking again.
struct Lease: Equatable, Sendable {
    /// 0 when nothing was granted.
    var bytes: Int64
    /// When it is worth asking again after a refusal.
    var retryAt: NIODeadline
    /// Why nothing was granted.
    var reason: DropReason

    static func granted(_ bytes: Int64) -> Lease { Lease(bytes: bytes, retryAt: .uptimeNanoseconds(0), reason: .rate) }

    static func refused(_ reason: DropReason, until retryAt: NIODeadline) -> Lease {
        Lease(bytes: 0, retryAt: retryAt, reason: reason)
    }
}
