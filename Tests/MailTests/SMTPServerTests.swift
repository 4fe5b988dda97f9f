// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Mail

@Suite("The mail server's address")
struct SMTPServerTests {
    @Test("ports follow from scheme and login")
    func ports() throws {
        #expect(try SMTPServer(url: "smtp://relay.lan").port == 25)
        #expect(try SMTPServer(url: "smtp://u:p@mail.example.org").port == 587)
        #expect(try SMTPServer(url: "smtps://mail.example.org").port == 465)
        #expect(try SMTPServer(url: "smtp://mail.example.org:2525").port == 2525)
    }

    @Test("a password crosses a network only inside TLS")
    func security() throws {
        #expect(try SMTPServer(url: "smtp://u:p@mail.example.org").requiresTLS)
        #expect(try SMTPServer(url: "smtp://u:p@127.0.0.1.example.org").requiresTLS)
        #expect(try SMTPServer(url: "smtp://u:p@localhost:1025").requiresTLS == false)
        #expect(try SMTPServer(url: "smtp://u:p@127.0.0.1:1025").requiresTLS == false)
        #expect(try SMTPServer(url: "smtp://u:p@[::1]:1025").requiresTLS == false)
        #expect(try SMTPServer(url: "smtp://relay.lan").requiresTLS == false)
        #expect(try SMTPServer(url: "smtp://relay.lan?tls=required").requiresTLS)
    }

    @Test("user and password are percent-decoded, and no summary shows them")
    func credentials() throws {
        let server = try SMTPServer(url: "smtp://anne%40example.org:p%3Aw%2F%23@mail.example.org")
        #expect(server.user == "anne@example.org")
        #expect(server.password == "p:w/#")
        #expect(server.summary == "smtp://mail.example.org:587")
    }

    @Test(
        "anything else is refused with the part that is wrong",
        arguments: [
            ("http://mail.example.org", SMTPServer.Failure.scheme), ("mail.example.org", .scheme), ("smtp://", .host),
            ("smtp://mail.example.org:0", .port), ("smtp://mail.example.org:70000", .port),
            ("smtp://u@mail.example.org", .credentials), ("smtp://u:p%0D%0AQUIT@mail.example.org", .credentials),
            ("smtp://mail.example.org/x", .extra), ("smtp://mail.example.org?tls=no", .extra),
            ("smtp://mail.example.org#x", .extra),
        ])
    func refused(_ url: String, _ failure: SMTPServer.Failure) {
        #expect(throws: failure) { try SMTPServer(url: url) }
    }
}
