// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Mail

@Suite("Delivery to a real SMTP server", .timeLimit(.minutes(5)))
struct SMTPDeliveryTests {
    private func envelope(_ text: String = "Bonjour\r\n.\r\n..deux points\r\n") throws -> Envelope {
        Envelope(
            sender: try EmailAddress(validating: "cabinet@example.org"),
            recipient: try EmailAddress(validating: "zoe@example.org"),
            message: try MailMessageTests.message(text: text).rendered())
    }

    private func delivery(_ url: String, _ sink: SMTPSink? = nil, total: Duration = .seconds(20)) throws -> SMTPDelivery
    {
        SMTPDelivery(
            server: try SMTPServer(url: url), clientName: "vis.example.org", connectTimeout: .seconds(5),
            totalTimeout: total, authorities: sink?.certificate)
    }

    private func failure(_ delivery: SMTPDelivery) async throws -> DeliveryFailure? {
        let envelope = try envelope()
        do throws(DeliveryFailure) {
            _ = try await delivery.deliver(envelope)
            return nil
        } catch {
            return error
        }
    }

    @Test("the server gets exactly the envelope and the bytes, and its reply comes back")
    func plain() async throws {
        let sink = try await SMTPSink()
        let envelope = try envelope()
        let reply = try await delivery("smtp://127.0.0.1:\(sink.port)").deliver(envelope)
        #expect(reply == ServerReply(code: 250, text: "2.0.0 taken as number 7"))
        let mail = try await sink.next()
        #expect(mail.from == "cabinet@example.org")
        #expect(mail.to == ["zoe@example.org"])
        #expect(mail.helo == "vis.example.org")
        #expect(Array(mail.message) == envelope.message)
    }

    @Test("a login goes through STARTTLS with a certificate that is verified")
    func startTLS() async throws {
        let sink = try await SMTPSink("--tls", "starttls", "--require-starttls", "--login", "anne:s3cret/é")
        let url = "smtp://anne:s3cret%2F%C3%A9@localhost:\(sink.port)?tls=required"
        let reply = try await delivery(url, sink).deliver(envelope())
        #expect(reply.code == 250)
        let mail = try await sink.next()
        #expect(mail.tls && mail.login)
        guard case .unreachable = try await failure(delivery(url)) else {
            Issue.record("an unknown certificate was accepted")
            return
        }
    }

    @Test("smtps speaks TLS from the first byte")
    func implicitTLS() async throws {
        let sink = try await SMTPSink("--tls", "implicit")
        #expect(try await delivery("smtps://localhost:\(sink.port)", sink).deliver(envelope()).code == 250)
    }

    @Test("a server without STARTTLS gets no mail when TLS is required")
    func noTLS() async throws {
        let sink = try await SMTPSink()
        let failure = try await failure(delivery("smtp://127.0.0.1:\(sink.port)?tls=required"))
        #expect(failure != nil && failure?.isPermanent == false)
    }

    @Test("a refused recipient and a refused message are final")
    func refused() async throws {
        let rcpt = try await SMTPSink("--rcpt-reply", "550 5.1.1 no such person")
        #expect(
            try await failure(delivery("smtp://127.0.0.1:\(rcpt.port)"))
                == .refused(ServerReply(code: 550, text: "5.1.1 no such person"), isOfAddress: true))
        let data = try await SMTPSink("--data-reply", "554 5.7.1 not wanted")
        #expect(
            try await failure(delivery("smtp://127.0.0.1:\(data.port)"))
                == .refused(ServerReply(code: 554, text: "5.7.1 not wanted")))
    }

    @Test(
        "what is refused at RCPT is the address's alone, but for a server that will have nothing of ours",
        arguments: [
            ("550 5.1.1 No such user here", true), ("550 No such user here", false), ("550 relay not permitted", false),
            ("553 that domain isn't in my list of allowed rcpthosts (#5.7.1)", false), ("553 5.1.3 bad address", true),
            ("552 5.2.2 mailbox full", true),
            ("550 5.4.1 Recipient address rejected: Access denied", true), ("550 5.1.10 not found", true),
            ("554 5.7.1 <zoe@example.org>: Relay access denied", false), ("550 5.7.54 unable to relay", false),
            ("554 no relaying", false), ("553 5.1.8 sender's domain not found", false), ("503 5.5.1 RCPT?", false),
        ])
    func wrongAddress(reply: String, isOfAddress: Bool) async throws {
        let sink = try await SMTPSink("--rcpt-reply", reply)
        let answer = ServerReply(code: Int(reply.prefix(3)) ?? 0, text: String(reply.dropFirst(4)))
        #expect(
            try await failure(delivery("smtp://127.0.0.1:\(sink.port)"))
                == .refused(answer, isOfAddress: isOfAddress))
    }

    @Test("a sender that is refused with the same words is not the recipient's address")
    func wrongSender() async throws {
        let sink = try await SMTPSink("--mail-reply", "550 5.1.1 No such user here")
        #expect(
            try await failure(delivery("smtp://127.0.0.1:\(sink.port)"))
                == .refused(ServerReply(code: 550, text: "5.1.1 No such user here")))
    }

    @Test("a server that says later is asked again later")
    func deferred() async throws {
        let rcpt = try await SMTPSink("--rcpt-reply", "451 4.7.1 greylisted")
        #expect(
            try await failure(delivery("smtp://127.0.0.1:\(rcpt.port)"))
                == .deferred(ServerReply(code: 451, text: "4.7.1 greylisted")))
        let data = try await SMTPSink("--data-reply", "452 4.3.1 disk full")
        #expect(
            try await failure(delivery("smtp://127.0.0.1:\(data.port)"))
                == .deferred(ServerReply(code: 452, text: "4.3.1 disk full")))
    }

    @Test("a wrong password is the owner's to mend, not the end of the mail")
    func wrongPassword() async throws {
        let sink = try await SMTPSink("--tls", "starttls", "--login", "anne:right")
        let failure = try await failure(delivery("smtp://anne:wrong@localhost:\(sink.port)", sink))
        #expect(failure?.isPermanent == false)
    }

    @Test("a closed port and a silent server are unreachable")
    func unreachable() async throws {
        let sink = try await SMTPSink("--silent")
        guard case .unreachable = try await failure(delivery("smtp://127.0.0.1:\(sink.port)", total: .seconds(1)))
        else {
            Issue.record("a silent server was not noticed")
            return
        }
        guard case .unreachable = try await failure(delivery("smtp://127.0.0.1:1")) else {
            Issue.record("a closed port was not noticed")
            return
        }
    }

    @Test("a cancelled task leaves a silent server soon, without waiting for the answer to QUIT")
    func cancelled() async throws {
        let sink = try await SMTPSink("--silent")
        let delivery = try delivery("smtp://127.0.0.1:\(sink.port)")
        let result = try await withThrowingTaskGroup(of: DeliveryFailure?.self) { group in
            group.addTask { try await failure(delivery) }
            #expect(try await sink.next().message.isEmpty == false)
            group.cancelAll()
            return try await group.next() ?? nil
        }
        #expect(result == .cancelled)
    }
}
