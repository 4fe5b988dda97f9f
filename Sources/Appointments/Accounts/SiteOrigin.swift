// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The address of another site without a path, as browsers write it in `Origin` (RFC 6454, 6.2).
public enum SiteOrigin {
    /// In lower case, without a port that is the scheme's own; nil for anything that could not stand in a page's policy as the
    /// one site that is meant: wild cards, names and passwords, paths, hosts outside ASCII.
    public static func read(_ text: String) -> String? {
        guard text.utf8.count <= 200, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let url = URLComponents(string: text.lowercased()), let scheme = url.scheme, let host = url.encodedHost,
            scheme == "https" || scheme == "http", isHost(host), url.path.isEmpty || url.path == "/",
            url.query == nil, url.fragment == nil, url.user == nil, url.password == nil
        else { return nil }
        guard let port = url.port, port != (scheme == "https" ? 443 : 80) else { return "\(scheme)://\(host)" }
        return (1...65_535).contains(port) ? "\(scheme)://\(host):\(port)" : nil
    }

    private static func isHost(_ host: String) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != "-" && label.last != "-"
                && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
    }
}
