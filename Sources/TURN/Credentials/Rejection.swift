// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// Why nobody is known to have sent a request (RFC 8489, section 9.2.4).
enum Rejection: Error, Equatable {
    /// Answered with realm and a fresh nonce: 401 or 438.
    case challenge(ErrorCode)
    /// Answered with 400 and nothing else.
    case badRequest
}
