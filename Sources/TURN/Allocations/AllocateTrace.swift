// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// What must be remembered of an Allocate request to answer it, and to answer its retransmissions alike (RFC 8656,
/// section 7.2).
struct AllocateTrace {
    let transactionID: TransactionID
    let form: IntegrityForm
    let algorithm: PasswordAlgorithm
    let hasFingerprint: Bool
    let wish: PortPool.Wish
    let grantedSeconds: UInt32
    /// 0 without a reservation.
    var reservation: UInt64 = 0
    /// Why the second address family was not given: with what code, and which.
    var failedFamily: AddressFamily?
    var failure = ErrorCode.insufficientCapacity
}
