// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Web

extension Setting {
    /// Throws unless the value is what this key may be.
    func check(_ value: String) throws(SettingsError) {
        guard let allowed = objection(to: value) else { return }
        throw .bad(key: key, value: isSecret ? "(hidden)" : value, allowed: allowed)
    }

    /// What would be allowed, when the value is not.
    private func objection(to value: String) -> String? {
        switch kind {
        case .text, .path:
            value.isEmpty || value.contains("\0") ? "a text that is not empty" : nil
        case .fileName:
            value.isEmpty || value.contains("/") || value.contains("\0") || value.hasPrefix(".")
                ? "a file name without a slash" : nil
        case .integer(let range):
            Int(value).map(range.contains) == true
                ? nil : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let words):
            words.contains(value) ? nil : words.joined(separator: ", ")
        case .publicURL:
            PublicURL(value) == nil ? "http://host or https://host, with a port where needed, without a path" : nil
        case .smtpURL:
            Self.isSMTP(value)
                ? nil : "smtp://host:587 or smtps://host:465, with user:password@ where the server wants it"
        case .mailAddress:
            (try? EmailAddress(validating: value)) == nil ? "one mail address such as rooms@example.org" : nil
        case .timeZone:
            TimeZone(identifier: value) == nil ? "an IANA time zone such as Europe/Paris" : nil
        case .addressRanges:
            AddressRanges(value) == nil ? "addresses or ranges such as 10.0.0.0/8, between commas" : nil
        }
    }

    private static func isSMTP(_ value: String) -> Bool {
        guard let url = URL(string: value), let host = url.host() else { return false }
        return (url.scheme == "smtp" || url.scheme == "smtps") && !host.isEmpty && url.query() == nil
    }
}
