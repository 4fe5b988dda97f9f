// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// The password that goes with a username made from a shared secret, as the recorded strangers had it.
func sharedSecretPassword(_ username: String, secret: String) -> String {
    let code = HMAC<Insecure.SHA1>.authenticationCode(
        for: Data(username.utf8), using: SymmetricKey(data: Data(secret.utf8)))
    return Data(code).base64EncodedString()
}
