// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where mail is handed over: `smtp://user:password@host:587`, `smtps://host`, `smtp://relay.lan:25?tls=required`.
public struct SMTPServer: Sendable, Equatable {
    public let isImplicitTLS: Bool
    public let host: String
    public let port: Int
    public let user: String?
    public let password: String?
    /// STARTTLS with a verified certificate or nothing. Always so when a password would cross a network.
    public let requiresTLS: Bool

    public enum Failure: Error, Equatable {
        /// Not `smtp://` or `smtps://`.
        case scheme
        case host
        case port
        /// A user without a password or the reverse, or control characters in them.
        case credentials
        /// A path, a fragment, or a query other than `tls=required`.
        case extra
    }

    public init(url: String) throws(Failure) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
            scheme == "smtp" || scheme == "smtps"
        else { throw .scheme }
        guard let host = parts.host, Self.isHost(host) else { throw .host }
        guard ["", "/"].contains(parts.path), parts.fragment == nil, [nil, "tls=required"].contains(parts.query) else {
            throw .extra
        }
        (user, password) = (parts.user, parts.password)
        guard (user == nil) == (password == nil), Self.isClean(user), Self.isClean(password) else {
            throw .credentials
        }
        isImplicitTLS = scheme == "smtps"
        self.host = host
        port = parts.port ?? (isImplicitTLS ? 465 : user == nil ? 25 : 587)
        guard (1...65535).contains(port) else { throw .port }
        requiresTLS = isImplicitTLS || parts.query != nil || (user != nil && !Self.isLoopback(host))
    }

    /// For the effective configuration: without user and password.
    public var summary: String {
        "\(isImplicitTLS ? "smtps" : "smtp")://\(host):\(port)"
    }

    static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased().trimmingCharacters(in: ["[", "]"])
        return host == "localhost" || host == "::1" || (host.hasPrefix("127.") && isIPv4(host))
    }

    private static func isIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func isHost(_ host: String) -> Bool {
        !host.isEmpty
            && host.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x3A, 0x41...0x5B, 0x5D, 0x61...0x7A, 0x2D, 0x2E: true
                default: false
                }
            }
    }

    private static func isClean(_ text: String?) -> Bool {
        text?.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } ?? true
    }
}
