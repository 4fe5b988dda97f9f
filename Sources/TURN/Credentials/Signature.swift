// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// How an answer is signed.
struct Signature {
    let key: LongTermKey
    let form: IntegrityForm
}
