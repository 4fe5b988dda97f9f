// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto

/// A credential that states its own end (draft-uberti-behave-turn-rest-00): the username is `expiry:participant`, the
/// password base64 of HMAC-SHA1 of the username with the shared secret. Any server that has the secret can judge it,
/// coturn with `use-auth-secret` too.
public struct EphemeralCredential: Sendable, Equatable {
    public let username: String
    public let password: String

    public init(username: String, secret: String) {
        self.username = username
        password = Self.password(for: Array(username.utf8), secret: secret)
    }

    /// - Parameters:
    ///   - secret: what the relay's rules list.
    ///   - participant: 1 to 64 characters of `A-Z a-z 0-9 . _ -`; one that begins with `test.` is a device test.
    ///   - lifetime: whole seconds in which allocations can be made.
    ///   - now: seconds since 1970.
    /// - Returns: nil when `participant` is not of that form.
    public static func make(secret: String, participant: String, lifetime: Duration, now: Int64) -> EphemeralCredential?
    {
        let (expiry, overflow) = now.addingReportingOverflow(lifetime.components.seconds)
        let username = "\(expiry):\(participant)"
        guard !overflow, EphemeralUsername(reading: Array(username.utf8)) != nil else { return nil }
        return EphemeralCredential(username: username, secret: secret)
    }

    static func password(for username: [UInt8], secret: String) -> String {
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: username, using: SymmetricKey(data: Array(secret.utf8)))
        return Base64.encode(code)
    }
}
