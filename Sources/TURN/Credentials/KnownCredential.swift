// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// A credential that was proved once and is kept while an allocation of it lives: its keys need not be derived again, and
/// its USERHASH can be found.
struct KnownCredential: Sendable {
    let username: String
    let name: EphemeralUsername
    let secret: String
    let hash: UserHash
    private let realm: String
    private var md5: LongTermKey?
    private var sha256: LongTermKey?
    /// Living allocations that were made with it.
    var allocations = 0

    init(username: String, name: EphemeralUsername, secret: String, realm: String) {
        self.username = username
        self.name = name
        self.secret = secret
        self.realm = realm
        hash = UserHash(username: username, realm: realm)
    }

    mutating func key(_ algorithm: PasswordAlgorithm) -> LongTermKey {
        if let key = algorithm == .sha256 ? sha256 : md5 { return key }
        let password = EphemeralCredential(username: username, secret: secret).password
        let key = LongTermKey(username: username, realm: realm, password: password, algorithm: algorithm)
        if algorithm == .sha256 { sha256 = key } else { md5 = key }
        return key
    }
}
