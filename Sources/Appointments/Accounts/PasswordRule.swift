// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a new password may be: 8 to 1000 characters, not among the first that are tried. No rules of composition.
enum PasswordRule {
    static let least = 8
    static let most = 1000

    static func problem(_ password: String, email: String, name: String) -> AccountFault.Problem? {
        let password = normalized(password)
        if password.isEmpty { return .missing }
        if password.count < least { return .tooShort(least: least) }
        // A character can be made of any number of scalars.
        if password.count > most || password.utf8.count > most * 8 { return .tooLong(most: most) }
        if password.utf8.contains(0) { return .forbiddenCharacter }
        let plain = password.lowercased()
        if CommonPasswords.contains(plain) { return .common }
        let identities = [email, email.split(separator: "@").first.map(String.init) ?? "", name]
        if identities.contains(where: { normalized($0).lowercased() == plain }) { return .sameAsIdentity }
        return nil
    }

    /// One keyboard writes `é` as one scalar, another as two: they are the same password.
    static func normalized(_ password: String) -> String {
        password.precomposedStringWithCanonicalMapping
    }
}
