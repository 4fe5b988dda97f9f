// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CCurl

/// An address that somebody typed, read by the same parser that later connects: no second opinion to slip between.
public struct WebAddress: Sendable, Hashable {
    /// Numbers of hosts are normalised (`0x7f.1` is `127.0.0.1`), the fragment is gone.
    public let text: String
    public let isSecure: Bool
    public let host: String
    public let port: Int

    /// - Throws: ``OutgoingError/badAddress``.
    public init(_ text: String) throws(OutgoingError) {
        guard let handle = curl_url() else { throw .badAddress }
        defer { curl_url_cleanup(handle) }
        try Self.set(handle, text)
        try self.init(handle)
        guard Self.isUsual(port) else { throw .badAddress }
    }

    /// Where `Location` leads from here.
    /// - Throws: ``OutgoingError/badRedirect``: another scheme, from https to http, or a port that is neither the scheme's nor the
    ///   one that was typed.
    func redirected(to location: String, typed: WebAddress) throws(OutgoingError) -> WebAddress {
        guard let handle = curl_url() else { throw .badRedirect }
        defer { curl_url_cleanup(handle) }
        let next: WebAddress
        do throws(OutgoingError) {
            try Self.set(handle, text)
            try Self.set(handle, location)
            next = try WebAddress(handle)
        } catch {
            throw .badRedirect
        }
        guard next.port == (next.isSecure ? 443 : 80) || next.port == typed.port, next.isSecure || !isSecure else {
            throw .badRedirect
        }
        return next
    }

    private init(_ handle: OpaquePointer) throws(OutgoingError) {
        _ = curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0)
        guard let scheme = Self.get(handle, CURLUPART_SCHEME), scheme == "http" || scheme == "https",
            let host = Self.get(handle, CURLUPART_HOST), !host.isEmpty, Self.get(handle, CURLUPART_ZONEID) == nil,
            let port = Self.get(handle, CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)).flatMap({ Int($0) }), port > 0,
            let text = Self.get(handle, CURLUPART_URL)
        else { throw .badAddress }
        self.text = text
        self.host = host
        self.port = port
        isSecure = scheme == "https"
    }

    private static func set(_ handle: OpaquePointer, _ text: String) throws(OutgoingError) {
        guard (1...2000).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x5C }),
            curl_url_set(handle, CURLUPART_URL, text, UInt32(CURLU_DISALLOW_USER)) == CURLUE_OK
        else { throw .badAddress }
    }

    private static func get(_ handle: OpaquePointer, _ part: CURLUPart, _ flags: UInt32 = 0) -> String? {
        var found: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &found, flags) == CURLUE_OK, let found else { return nil }
        defer { curl_free(found) }
        return String(cString: found)
    }

    /// The web's ports, and those that need no privilege: not the mail's, the shell's or the printer's.
    private static func isUsual(_ port: Int) -> Bool { port == 80 || port == 443 || (1024...65535).contains(port) }
}
