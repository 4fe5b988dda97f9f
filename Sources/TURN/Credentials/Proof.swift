// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// Who signed a request, and how its answer is signed: in the same form and with the same key (RFC 8489, section 9.2.4).
struct Proof {
    let credential: KnownCredential
    let key: LongTermKey
    let form: IntegrityForm
    /// The credential is past its end: it keeps what it has and gets nothing new.
    let isExpired: Bool

    var signature: Signature { Signature(key: key, form: form) }
}
