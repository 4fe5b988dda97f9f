// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOHTTP1
import Testing

@testable import WebSocketUpgrade

@Suite("Requests that no proxy and parser may read differently")
struct RequestHygieneTests {
    static let malformed: [[(String, String)]] = [
        [("Content-Length", "5"), ("Transfer-Encoding", "chunked")],
        [("Content-Length", "5"), ("Content-Length", "5")],
        [("Content-Length", "5, 5")], [("Content-Length", "+5")], [("Content-Length", "")], [("Content-Length", "0x5")],
        [("Content-Length", "99999999999999999999")],
        [("Transfer-Encoding", "xchunked")], [("Transfer-Encoding", "chunked, identity")],
        [("Transfer-Encoding", "gzip, chunked")],
        [("Transfer-Encoding", "chunked"), ("Transfer-Encoding", "chunked")],
        [("X", "a\u{0}b")], [("X", "a\r\n b")], [("X", "a\u{7F}")],
    ]

    @Test("unclear framing and control characters are refused with 400", arguments: malformed)
    func framing(_ fields: [(String, String)]) {
        #expect(Self.verdict(fields: fields) == .refused(.badRequest))
    }

    @Test("one length, one chunked coding, tabs and names in other scripts are fine")
    func clean() {
        for field in [("Content-Length", "5"), ("transfer-encoding", "Chunked"), ("X", "a\tZoë")] {
            guard case .accepted = Self.verdict(fields: [field]) else {
                Issue.record("\(field) was refused")
                continue
            }
        }
    }

    @Test(
        "there is exactly one Host field, and it is one", arguments: [[], ["a", "a"], [""], ["a b"], ["u@a"], ["a/b"]])
    func hosts(_ hosts: [String]) {
        #expect(Self.verdict(hosts: hosts) == .refused(.badRequest))
    }

    @Test("a Host that is not ours is answered 421")
    func foreignHost() {
        #expect(Self.verdict(hosts: ["evil.example"], ours: ["visit.example"]) == .refused(.misdirectedRequest))
        #expect(Self.verdict(hosts: ["visit.example:81"], ours: ["visit.example:80"]) == .refused(.misdirectedRequest))
        #expect(Self.verdict(hosts: ["visit.example.evil"], ours: ["visit.example"]) == .refused(.misdirectedRequest))
    }

    @Test("our Host is taken in any case, with any port unless one is named")
    func ourHost() {
        for host in ["Visit.Example", "visit.example:8080", "[::1]:99", "localhost:8080"] {
            let verdict = Self.verdict(hosts: [host], ours: ["visit.example", "[::1]", "localhost:8080"])
            guard case .accepted = verdict else {
                Issue.record("\(host) was refused")
                continue
            }
        }
    }

    @Test("a target in absolute form becomes origin form when it names us (RFC 9112, 3.2.2)")
    func absoluteForm() throws {
        let verdict = Self.verdict(uri: "http://Visit.example/a?b", hosts: ["other.example"], ours: ["visit.example"])
        guard case .accepted(let head) = verdict else {
            Issue.record("refused")
            return
        }
        #expect(head.uri == "/a?b")
        #expect(head.headers["Host"] == ["visit.example"])
    }

    @Test("a target in absolute form without a path, or with a query only")
    func absoluteFormWithoutPath() {
        for (uri, target) in [("http://localhost", "/"), ("HTTPS://localhost?q", "/?q")] {
            guard case .accepted(let head) = Self.verdict(uri: uri) else {
                Issue.record("\(uri) was refused")
                continue
            }
            #expect(head.uri == target)
        }
    }

    @Test("a target in absolute form for another authority is answered 421")
    func foreignAbsoluteForm() {
        let foreign = "http://evil.example/"
        #expect(Self.verdict(uri: foreign, ours: ["localhost"]) == .refused(.misdirectedRequest))
        #expect(Self.verdict(uri: foreign) == .refused(.misdirectedRequest))
    }

    @Test(
        "other targets are refused",
        arguments: ["*", "localhost:80", "ftp://localhost/", "/a#b", "/é", "", "http:///", "http://u@localhost/"])
    func targets(_ uri: String) {
        #expect(Self.verdict(uri: uri) == .refused(.badRequest))
    }

    @Test("HTTP/1.0 has neither upgrades nor chunks")
    func oldVersion() {
        let old = HTTPVersion(major: 1, minor: 0)
        #expect(Self.verdict(fields: [("Upgrade", "websocket")], version: old) == .refused(.badRequest))
        #expect(Self.verdict(fields: [("Transfer-Encoding", "chunked")], version: old) == .refused(.badRequest))
    }

    private static func verdict(
        uri: String = "/", hosts: [String] = ["localhost"], fields: [(String, String)] = [], ours: [String] = [],
        version: HTTPVersion = .http1_1
    ) -> RequestHygiene.Verdict {
        let headers = HTTPHeaders(hosts.map { ("Host", $0) } + fields)
        let head = HTTPRequestHead(version: version, method: .GET, uri: uri, headers: headers)
        return RequestHygiene(authorities: ours).inspect(head)
    }
}
