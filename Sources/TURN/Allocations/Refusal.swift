// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// A request that is answered with an error.
struct Refusal: Error, Equatable {
    let code: ErrorCode

    init(_ code: ErrorCode) { self.code = code }
}
