// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import Crypto

/// The key of short-term credentials: the password itself (RFC 8489, section 9.1.1). Used by ICE.
public struct ShortTermKey: IntegrityKey {
    public let secret: SymmetricKey

    /// The password must be prepared as OpaqueString (RFC 8265); ASCII is as it is.
    public init(password: String) {
        secret = SymmetricKey(data: Array(password.utf8))
    }
}
