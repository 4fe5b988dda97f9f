// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What one credential has left. Kept until the credential has expired, so that new allocations bring no new bytes.
struct CredentialAccount: Sendable {
    /// Seconds since 1970.
    let expiry: Int64
    var allocations = 0
    /// `Int64.max` when nothing is limited.
    var bytesLeft: Int64

    init(expiry: Int64, bytes: Int64) {
        self.expiry = expiry
        bytesLeft = bytes > 0 ? bytes : .max
    }
}
