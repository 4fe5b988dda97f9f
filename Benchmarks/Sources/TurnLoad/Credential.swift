// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// A credential made from the secret that is shared with the server (draft-uberti-behave-turn-rest-00).
struct Credential {
    let username: String
    private let password: String

    init(secret: String, participant: String) {
        self.username = "\(Int(Date().timeIntervalSince1970) + 3_600):\(participant)"
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: Data(self.username.utf8), using: SymmetricKey(data: Data(secret.utf8)))
        self.password = Data(code).base64EncodedString()
    }

    /// RFC 8489 section 9.2.2.
    func key(realm: [UInt8]) -> SymmetricKey {
        let text = Array("\(self.username):".utf8) + realm + Array(":\(self.password)".utf8)
        return SymmetricKey(data: Data(Insecure.MD5.hash(data: text)))
    }
}
