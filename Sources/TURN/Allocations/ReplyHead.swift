// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// What a reply takes over from its request. One that came with FINGERPRINT is answered with it.
struct ReplyHead {
    let method: STUNMethod
    let transactionID: TransactionID
    let hasFingerprint: Bool
}
