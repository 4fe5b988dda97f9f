// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TURN

@Suite("The address of a TURN server (RFC 7065)")
struct TURNURITests {
    @Test(
        "is read and written",
        arguments: [
            ("turn:example.org", "turn:example.org:3478?transport=udp"),
            ("turn:example.org:1234", "turn:example.org:1234?transport=udp"),
            ("turn:example.org?transport=tcp", "turn:example.org:3478?transport=tcp"),
            ("turns:example.org", "turns:example.org:5349?transport=tcp"),
            ("TURNS:example.org:443?transport=TCP", "turns:example.org:443?transport=tcp"),
            ("turn:[2001:db8::1]:3478", "turn:[2001:db8::1]:3478?transport=udp"),
            ("turn:192.0.2.1", "turn:192.0.2.1:3478?transport=udp"),
        ])
    func reads(_ text: String, _ whole: String) throws {
        let uri = try TURNURI(reading: text)
        #expect(uri.description == whole)
        #expect(try TURNURI(reading: whole) == uri)
    }

    @Test(
        "is refused when it is none",
        arguments: [
            "", "turn", "turn:", "stun:example.org", "http://example.org", "turn:example.org:0",
            "turn:example.org:65536",
            "turn:example.org:", "turn:[::1", "turn:example.org?transport=udp?x", "turn:example.org?x=1",
        ])
    func refuses(_ text: String) {
        #expect(throws: TURNURI.Failure.malformed) { try TURNURI(reading: text) }
    }

    @Test(
        "DTLS and other transports are not spoken",
        arguments: [
            "turns:example.org?transport=udp", "turn:example.org?transport=sctp",
        ])
    func transports(_ text: String) {
        #expect(throws: TURNURI.Failure.unsupportedTransport) { try TURNURI(reading: text) }
    }
}
