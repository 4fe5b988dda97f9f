// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// The token that every form of ours carries: an HMAC over who the form was made for (a login session, a client's manage
/// link, nobody) and the day, good until the end of the day after.
struct FormTokens: Sendable {
    private let key: SymmetricKey

    /// - Parameter key: 32 random bytes kept in the database.
    init(key: Data) {
        self.key = SymmetricKey(data: key)
    }

    func token(for subject: String, now: Date) -> String {
        let code = code(for: subject, day: Self.day(now))
        return Data(code).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    func isValid(_ token: String, for subject: String, now: Date) -> Bool {
        let base64 = token.replacing("-", with: "+").replacing("_", with: "/") + "="
        guard let given = Data(base64Encoded: base64) else { return false }
        let days = [Self.day(now), Self.day(now) - 1]
        return days.contains {
            HMAC<SHA256>.isValidAuthenticationCode(given, authenticating: message(subject, $0), using: key)
        }
    }

    private func code(for subject: String, day: Int) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: message(subject, day), using: key)
    }

    private func message(_ subject: String, _ day: Int) -> Data { Data("form|\(day)|\(subject)".utf8) }

    private static func day(_ date: Date) -> Int { Int(date.timeIntervalSince1970 / 86_400) }
}
