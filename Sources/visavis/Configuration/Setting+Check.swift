// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import Foundation
import Mail
import STUN
import TURN
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
        case .addresses, .addressOfEachFamily, .networks, .transportAddresses, .portRange, .turnURLs, .secret:
            relayObjection(to: value)
        }
    }

    /// The same for the kinds that only the relay's settings have.
    private func relayObjection(to value: String) -> String? {
        switch kind {
        case .addresses:
            value.listed(by: { IPAddress($0) }) == nil
                ? "IP addresses such as 203.0.113.7 or 2001:db8::7, between commas" : nil
        case .addressOfEachFamily:
            value.listed(by: { IPAddress($0) }).map { Set($0.map(\.family)).count == $0.count } == true
                ? nil : "an IPv4 address such as 203.0.113.7, an IPv6 address such as 2001:db8::7, or both with a comma"
        case .networks:
            !value.isEmpty && value.listed(by: { AddressRange($0) }) == nil
                ? "addresses or ranges such as 192.168.0.0/16, between commas" : nil
        case .transportAddresses:
            value.listed(by: { TransportAddress($0) }) == nil
                ? "addresses with ports such as 203.0.113.7:3478 or [2001:db8::7]:3478, between commas" : nil
        case .portRange:
            ClosedRange(ports: value) == nil
                ? "two ports from 1024 to 65535 such as 49152-65535, at least 16 of them" : nil
        case .turnURLs:
            value.listed(by: { try? TURNURI(reading: $0) }) == nil
                ? "turn:host:port?transport=udp, …?transport=tcp or turns:host:port?transport=tcp, between commas" : nil
        case .secret:
            (16...200).contains(value.utf8.count) && value.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
                ? nil : "16 to 200 visible ASCII characters"
        default: nil
        }
    }

    private static func isSMTP(_ value: String) -> Bool {
        guard let url = URL(string: value), let host = url.host() else { return false }
        return (url.scheme == "smtp" || url.scheme == "smtps") && !host.isEmpty && url.query() == nil
    }
}
