// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// The tokens of an appointment's links. They are derived from a key, so that a link can be shown again; the tables hold only
/// their hashes, and a new link revision makes the old ones worthless.
public struct TokenKeys: Sendable {
    /// What a link's bearer may do: knock, or move and cancel as well.
    public enum Purpose: String, Sendable {
        case join
        case manage
    }

    private let key: SymmetricKey

    /// - Parameter key: 32 random bytes that every process on the database shares.
    public init(key: Data) {
        self.key = SymmetricKey(data: key)
    }

    /// 128 bits as 22 characters of base64url.
    public func token(_ purpose: Purpose, appointmentID: String, revision: Int) -> String {
        token("\(purpose.rawValue)|\(appointmentID)|\(revision)")
    }

    /// The token of the calendar of a practitioner's appointments.
    public func calendarToken(practitionerID: String, revision: Int) -> String {
        token("calendar|\(practitionerID)|\(revision)")
    }

    private func token(_ text: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key)
        let text = Data(code.prefix(16)).base64EncodedString()
        return String(
            decoding: text.utf8.prefix(22).map { byte in
                switch byte {
                case UInt8(ascii: "+"): UInt8(ascii: "-")
                case UInt8(ascii: "/"): UInt8(ascii: "_")
                default: byte
                }
            }, as: UTF8.self)
    }

    /// SHA-256 in hexadecimal: what tables hold of a token.
    public static func hash(_ token: String) -> String {
        Hexadecimal.text(Array(SHA256.hash(data: Data(token.utf8))))
    }
}
