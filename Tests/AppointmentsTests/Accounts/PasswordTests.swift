// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@testable import Appointments

@Suite("Passwords")
struct PasswordTests {
    @Test("scrypt gives the key of RFC 7914, section 12")
    func vector() async throws {
        let key =
            "/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA=="
        // The vector is 64 bytes; scrypt's first 32 are those of the shorter key.
        let short = try #require(Data(base64Encoded: key)).prefix(32).base64EncodedString()
        let salt = Data("NaCl".utf8).base64EncodedString()
        let stored = "scrypt$10$8$16$\(salt)$\(short)"
        #expect(try await PasswordHasher().verify("password", against: stored))
        #expect(try await !PasswordHasher().verify("passwore", against: stored))
    }

    @Test("A hash names the production cost, and a broken one opens nothing")
    func cost() async throws {
        let hash = try await PasswordHasher().hash("drei Rosen")
        #expect(hash.hasPrefix("scrypt$16$8$1$"))
        #expect(try await PasswordHasher().verify("drei Rosen", against: hash))
        let cheap = PasswordHasher(cost: .cheap)
        for broken in ["", "scrypt$16$8$1$$", "scrypt$99$8$1$AAAA$AAAA", "plain", hash + "x"] {
            #expect(try await !cheap.verify("drei Rosen", against: broken))
        }
        #expect(try await !cheap.verify("", against: nil))
    }

    @Test("More than the queue holds are refused, not piled up")
    func bounded() async throws {
        let hasher = PasswordHasher(cost: .cheap, atOnce: 1, mostWaiting: 2)
        hasher.queue.isSuspended = true
        async let first = hasher.hash("drei Rosen")
        async let second = hasher.hash("drei Rosen")
        while hasher.queue.operationCount < 2 { await Task.yield() }
        await #expect(throws: AccountError.busy) { try await hasher.hash("drei Rosen") }
        hasher.queue.isSuspended = false
        #expect(try await [first, second].allSatisfy { $0.hasPrefix("scrypt$") })
    }

    @Test(
        "What cannot be a password",
        arguments: [
            ("", AccountFault.Problem.missing), ("1234567", .tooShort(least: 8)), ("éééé", .tooShort(least: 8)),
            (String(repeating: "ab", count: 501), .tooLong(most: 1000)), ("Password1", .common),
            ("motdepasse", .common), ("AZERTYUIOP", .common), ("aaaaaaaaaaaa", .common),
            ("Anne@Example.org", .sameAsIdentity), ("anne martin", .sameAsIdentity),
            ("abc\0defgh", .forbiddenCharacter),
        ])
    func rule(password: String, problem: AccountFault.Problem) {
        #expect(PasswordRule.problem(password, email: "anne@example.org", name: "Anne Martin") == problem)
    }

    @Test(
        "No composition is asked for",
        arguments: ["correct horse battery", "  x  y  z", "пароль на лето", "1029384756x"])
    func accepted(password: String) {
        #expect(PasswordRule.problem(password, email: "anne@example.org", name: "Anne Martin") == nil)
    }

    @Test("A forgotten password: the mailed link works once, within the hour, and ends the other logins")
    func reset() async throws {
        let (fixture, login) = try await AccountFixture.setUp()
        try await fixture.book.forgotPassword(email: "Anne@example.org", address: "192.0.2.1")
        let token = try #require(try await fixture.mailedToken(.passwordReset))
        #expect(try await fixture.book.isPasswordLinkUsable(token: token))
        await #expect(throws: AccountError.invalid([AccountFault(.password, .common)])) {
            try await fixture.book.resetPassword(token: token, password: "password123")
        }
        let grant = try await fixture.book.resetPassword(token: token, password: "vier Rosen im Schnee")
        #expect(try await fixture.book.account(token: login.token) == nil)
        #expect(try await fixture.book.account(token: grant.token)?.id == login.account.id)
        await #expect(throws: AccountError.linkDead) {
            try await fixture.book.resetPassword(token: token, password: "fünf Rosen im Schnee")
        }
        await #expect(throws: AccountError.signInRefused) { try await fixture.signIn() }
        _ = try await fixture.signIn("anne@example.org", "vier Rosen im Schnee")

        try await fixture.book.forgotPassword(email: "anne@example.org", address: "192.0.2.1")
        let late = try #require(try await fixture.mailedToken(.passwordReset))
        fixture.clock.advance(3600)
        #expect(try await !fixture.book.isPasswordLinkUsable(token: late))
    }

    @Test("An unknown address and an account that is off get no mail, and no error")
    func unknown() async throws {
        let (fixture, owner) = try await AccountFixture.setUp()
        let paul = try await fixture.byHand.addUser(
            email: "paul@example.org", name: "Paul", password: AccountFixture.password)
        try await fixture.book.setDisabled(true, accountID: paul.id, by: owner.account)
        for email in ["nobody@example.org", "paul@example.org", "no address", ""] {
            try await fixture.book.forgotPassword(email: email, address: "192.0.2.1")
        }
        #expect(try await fixture.mailedToken(.passwordReset) == nil)
    }

    @Test("Asking a hundred times sends few mails")
    func flood() async throws {
        let (fixture, _) = try await AccountFixture.setUp()
        for number in 0..<100 {
            try await fixture.book.forgotPassword(email: "anne@example.org", address: "192.0.2.\(number)")
        }
        #expect(try await fixture.store.read { try $0.rows("select id from outbox") }.count == 5)
    }
}
