// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The address under which people reach the site: scheme and authority, without a path.
public struct PublicURL: Sendable, Equatable {
    public let isSecure: Bool
    /// Host, and the port unless it is the scheme's own.
    public let authority: String
    /// Without the brackets of an IPv6 address.
    public let host: String
    /// The scheme's own, where none is written.
    public let port: Int

    public init?(_ text: String) {
        guard let url = URL(string: text), let host = url.host(), !host.isEmpty,
            url.scheme == "http" || url.scheme == "https", url.path().isEmpty || url.path() == "/",
            url.query() == nil, url.fragment() == nil, url.user() == nil
        else { return nil }
        isSecure = url.scheme == "https"
        let shown = host.contains(":") ? "[\(host)]" : host.lowercased()
        self.host = host.lowercased().trimmingCharacters(in: ["[", "]"])
        port = url.port ?? (isSecure ? 443 : 80)
        authority = url.port.map { $0 == (url.scheme == "https" ? 443 : 80) ? shown : "\(shown):\($0)" } ?? shown
    }

    /// `https://host:port`, as browsers write it in `Origin`.
    public var origin: String { (isSecure ? "https://" : "http://") + authority }

    func absolute(_ url: SiteURL) -> String { origin + url.path }
}
