// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOHTTP1

/// What a request's head must be before anything of ours acts on it.
///
/// A proxy in front of us and our parser must agree where each request ends (request smuggling) and for which host it is. So
/// whatever RFC 9112 calls an error is one here, also where the parser would let it pass.
struct RequestHygiene: Sendable {
    enum Verdict: Equatable {
        /// The head, with a target in absolute form put into origin form (RFC 9112, 3.2.2).
        case accepted(HTTPRequestHead)
        case refused(HTTPResponseStatus)
    }

    /// `host` (any port) or `host:port`, in lower case. Empty: any.
    private let authorities: Set<String>

    init(authorities: [String]) {
        self.authorities = Set(authorities.map { $0.lowercased() })
    }

    func inspect(_ head: HTTPRequestHead) -> Verdict {
        guard Self.areFieldsClean(head.headers), Self.isFramingClear(head), Self.isUpgradeAllowed(head) else {
            return .refused(.badRequest)
        }
        let hosts = head.headers["Host"]
        guard hosts.count == 1, let host = hosts.first, Self.isHost(host) else { return .refused(.badRequest) }
        return self.inspectTarget(head, host: host.lowercased())
    }

    private func inspectTarget(_ head: HTTPRequestHead, host: String) -> Verdict {
        guard head.uri.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") }) else {
            return .refused(.badRequest)
        }
        if head.uri.hasPrefix("/") || (head.uri == "*" && head.method == .OPTIONS) {
            return self.isOurs(host) ? .accepted(head) : .refused(.misdirectedRequest)
        }
        guard let (authority, target) = Self.splitAbsolute(head.uri), Self.isHost(authority) else {
            return .refused(.badRequest)
        }
        let isOurs = self.authorities.isEmpty ? authority == host : self.isOurs(authority)
        guard isOurs else { return .refused(.misdirectedRequest) }
        var head = head
        head.uri = target
        head.headers.replaceOrAdd(name: "Host", value: authority)
        return .accepted(head)
    }

    private func isOurs(_ authority: String) -> Bool {
        if self.authorities.isEmpty || self.authorities.contains(authority) { return true }
        guard let colon = authority.lastIndex(of: ":"), authority[colon...].dropFirst().allSatisfy(\.isNumber) else {
            return false
        }
        return self.authorities.contains(String(authority[..<colon]))
    }

    /// No control character in any value: NUL, and what is left of line folding (RFC 9110, 5.5).
    private static func areFieldsClean(_ headers: HTTPHeaders) -> Bool {
        headers.allSatisfy { _, value in
            value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\t") }
        }
    }

    /// One length or one chunked coding, never both (RFC 9112, 6.1 to 6.3).
    private static func isFramingClear(_ head: HTTPRequestHead) -> Bool {
        let lengths = head.headers["Content-Length"]
        let codings = head.headers["Transfer-Encoding"]
        if let length = lengths.first {
            guard lengths.count == 1, codings.isEmpty, !length.isEmpty, length.utf8.count <= 18 else { return false }
            return length.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        if let coding = codings.first {
            return codings.count == 1 && coding.lowercased() == "chunked" && head.version.minor >= 1
        }
        return true
    }

    /// HTTP/1.0 has no upgrade (RFC 9110, 7.8).
    private static func isUpgradeAllowed(_ head: HTTPRequestHead) -> Bool {
        head.version.minor >= 1 || !head.headers.contains(name: "Upgrade")
    }

    private static func isHost(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-._~:[]%".utf8.contains(byte)
                }
            }
    }

    private static func splitAbsolute(_ uri: String) -> (authority: String, target: String)? {
        let lowered = uri.lowercased()
        guard let scheme = ["http://", "https://"].first(where: lowered.hasPrefix) else { return nil }
        let rest = uri.dropFirst(scheme.count)
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let target = rest[end...]
        return (rest[..<end].lowercased(), target.hasPrefix("/") ? String(target) : "/\(target)")
    }
}
