// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// A request, who sent it and when.
struct ClientRequest {
    let message: STUNMessage
    let from: FiveTuple
    let now: Moment

    var head: ReplyHead {
        ReplyHead(
            method: message.method, transactionID: message.transactionID, hasFingerprint: message.hasFingerprint)
    }
}
