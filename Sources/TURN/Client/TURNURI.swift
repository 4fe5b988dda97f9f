// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Where a TURN server is and how it is spoken to (RFC 7065): `turn:host:port?transport=udp`, `turns:host`.
public struct TURNURI: Hashable, Sendable, CustomStringConvertible {
    public enum Failure: Error {
        /// Not of the form above.
        case malformed
        /// `turns` over UDP, which is DTLS, or a transport that RFC 7065 does not know.
        case unsupportedTransport
    }

    /// A name, or an address without brackets.
    public var host: String
    public var port: Int
    public var transport: ClientTransport

    public init(host: String, port: Int, transport: ClientTransport) {
        self.host = host
        self.port = port
        self.transport = transport
    }

    /// Without a port it is 3478, with TLS 5349 (RFC 7065, 4).
    public init(reading text: String) throws(Failure) {
        guard let colon = text.firstIndex(of: ":") else { throw .malformed }
        let scheme = text[..<colon].lowercased()
        guard scheme == "turn" || scheme == "turns" else { throw .malformed }
        let rest = text[text.index(after: colon)...].split(separator: "?", omittingEmptySubsequences: false)
        guard let authority = rest.first, rest.count <= 2 else { throw .malformed }
        let transport = try Self.transport(scheme, query: rest.count == 2 ? rest[1].lowercased() : nil)
        let (host, port) = try Self.split(authority)
        self.init(host: host, port: port ?? (transport == .tls ? 5349 : 3478), transport: transport)
    }

    private static func transport(_ scheme: String, query: String?) throws(Failure) -> ClientTransport {
        switch (scheme, query) {
        case ("turn", nil), ("turn", "transport=udp"): return .udp
        case ("turn", "transport=tcp"): return .tcp
        case ("turns", nil), ("turns", "transport=tcp"): return .tls
        case (_, let query?) where query.hasPrefix("transport="): throw .unsupportedTransport
        default: throw .malformed
        }
    }

    private static func split(_ authority: Substring) throws(Failure) -> (host: String, port: Int?) {
        let host: Substring
        let rest: Substring
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { throw .malformed }
            host = authority[authority.index(after: authority.startIndex)..<end]
            rest = authority[authority.index(after: end)...]
        } else {
            host = authority.prefix { $0 != ":" }
            rest = authority[host.endIndex...]
        }
        guard !host.isEmpty else { throw .malformed }
        if rest.isEmpty { return (String(host), nil) }
        guard rest.hasPrefix(":"), let port = Int(rest.dropFirst()), (1...65_535).contains(port) else {
            throw .malformed
        }
        return (String(host), port)
    }

    public var description: String {
        let host = self.host.contains(":") ? "[\(self.host)]" : self.host
        return switch self.transport {
        case .udp: "turn:\(host):\(self.port)?transport=udp"
        case .tcp: "turn:\(host):\(self.port)?transport=tcp"
        case .tls: "turns:\(host):\(self.port)?transport=tcp"
        }
    }
}
