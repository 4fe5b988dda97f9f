// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Testing

@testable import WebSocketUpgrade

@Suite("The opening handshake (RFC 6455, section 4)")
struct OpeningHandshakeTests {
    @Test("the accept value of the RFC's example")
    func accept() throws {
        #expect(try OpeningHandshake(reading: Self.request()).accept == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test("subprotocols keep their order, over several fields")
    func subprotocols() throws {
        var request = Self.request()
        request.headerFields.append(HTTPField(name: .secWebSocketProtocol, value: "visavis.v1 ,\tticket.abc"))
        request.headerFields.append(HTTPField(name: .secWebSocketProtocol, value: "other"))
        #expect(try OpeningHandshake(reading: request).subprotocols == ["visavis.v1", "ticket.abc", "other"])
    }

    @Test("`Upgrade` is a list without case", arguments: ["websocket", "WebSocket", "h2c, websocket"])
    func offered(_ value: String) {
        #expect(OpeningHandshake.isOffered(by: Self.request([.upgrade: value])))
    }

    @Test("another upgrade is none of ours", arguments: ["h2c", "websockets", ""])
    func notOffered(_ value: String) {
        #expect(!OpeningHandshake.isOffered(by: Self.request([.upgrade: value])))
    }

    static let faults: [(HTTPFields, OpeningHandshakeError)] = [
        ([.connection: "keep-alive"], .notAnUpgrade),
        ([.secWebSocketVersion: "12"], .wrongVersion), ([.secWebSocketVersion: ""], .wrongVersion),
        ([.secWebSocketVersion: "13, 8"], .wrongVersion),
        ([.secWebSocketKey: ""], .badKey), ([.secWebSocketKey: "c2hvcnQ="], .badKey),
        ([.secWebSocketKey: "dGhlIHNhbXBsZSBub25jZ_=="], .badKey),
        ([.secWebSocketKey: "dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ=="], .badKey),
    ]

    @Test("what is missing or wrong is named", arguments: faults)
    func fault(_ fields: HTTPFields, _ error: OpeningHandshakeError) {
        #expect(throws: error) { try OpeningHandshake(reading: Self.request(fields)) }
    }

    @Test("only GET opens a WebSocket")
    func method() {
        var request = Self.request()
        request.method = .post
        #expect(throws: OpeningHandshakeError.wrongMethod) { try OpeningHandshake(reading: request) }
    }

    private static func request(_ changed: HTTPFields = [:]) -> HTTPRequest {
        var fields: HTTPFields = [
            .upgrade: "websocket", .connection: "keep-alive, Upgrade", .secWebSocketVersion: "13",
            .secWebSocketKey: "dGhlIHNhbXBsZSBub25jZQ==",
        ]
        for field in changed { fields[field.name] = field.value }
        return HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/ws", headerFields: fields)
    }
}
