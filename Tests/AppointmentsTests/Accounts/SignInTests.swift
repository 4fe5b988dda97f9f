// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@testable import Appointments

@Suite("Signing in")
struct SignInTests {
    @Test("The right password opens a new login each time; the one before ends")
    func rotation() async throws {
        let (fixture, first) = try await AccountFixture.setUp()
        let second = try await fixture.signIn(" ANNE@example.org ", replacing: first.token)
        #expect(second.token != first.token)
        #expect(try await fixture.book.account(token: first.token) == nil)
        #expect(try await fixture.book.account(token: second.token) == first.account)
        let stored = try await fixture.store.read { try $0.rows("select token_hash from login_sessions") }
        #expect(try stored.map { try $0.text("token_hash") } == [TokenKeys.hash(second.token)])
    }

    @Test("A wrong password, an unknown address and an account that is off get the same answer")
    func refusal() async throws {
        let (fixture, owner) = try await AccountFixture.setUp()
        let paul = try await fixture.byHand.addUser(
            email: "paul@example.org", name: "Paul", password: AccountFixture.password)
        try await fixture.book.setDisabled(true, accountID: paul.id, by: owner.account)
        let tries = [
            ("anne@example.org", "not the password"), ("nobody@example.org", AccountFixture.password),
            ("paul@example.org", AccountFixture.password), ("", ""), ("a\0b", "\0"),
            ("anne@example.org", String(repeating: "x", count: 100_000)),
        ]
        for (number, (email, password)) in tries.enumerated() {
            await #expect(throws: AccountError.signInRefused) {
                try await fixture.signIn(email, password, from: "192.0.2.\(number)")
            }
        }
    }

    @Test("A password is the same in both Unicode forms, and is accepted whole up to 1000 characters")
    func unicode() async throws {
        let (fixture, _) = try await AccountFixture.setUp()
        try await fixture.byHand.setPassword(email: "anne@example.org", password: "été à l’île")
        _ = try await fixture.signIn("anne@example.org", "été à l’île".decomposedStringWithCanonicalMapping)
        let long = String(repeating: "été ", count: 250)
        try await fixture.byHand.setPassword(email: "anne@example.org", password: long)
        _ = try await fixture.signIn("anne@example.org", long)
        await #expect(throws: AccountError.signInRefused) {
            try await fixture.signIn("anne@example.org", String(long.dropLast()))
        }
    }

    @Test("Guessing is slowed for the account, and its owner gets in again within the cap")
    func accountThrottle() async throws {
        let (fixture, _) = try await AccountFixture.setUp()
        for number in 0..<200 {
            // From everywhere, as fast as it is let.
            _ = try? await fixture.signIn("anne@example.org", "guess \(number)", from: "198.51.100.\(number)")
        }
        await #expect {
            try await fixture.signIn(from: "192.0.2.9")
        } throws: { error in
            guard case AccountError.tooManyAttempts(let wait) = error else { return false }
            return wait > .zero && wait <= .seconds(30)
        }
        fixture.steady.advance(.seconds(30))
        _ = try await fixture.signIn(from: "192.0.2.9")
    }

    @Test("Guessing is slowed for the address, over all accounts, and others are not touched")
    func addressThrottle() async throws {
        let (fixture, _) = try await AccountFixture.setUp()
        for number in 0..<5 {
            await #expect(throws: AccountError.signInRefused) {
                try await fixture.signIn("user\(number)@example.org", "guess", from: "2001:db8::\(number)")
            }
        }
        await #expect(throws: AccountError.tooManyAttempts(retryAfter: .seconds(1))) {
            try await fixture.signIn(from: "2001:db8::ffff:1")
        }
        _ = try await fixture.signIn(from: "2001:db8:0:1::1")
    }

    @Test("Twenty at once count as twenty")
    func parallel() async throws {
        let (fixture, _) = try await AccountFixture.setUp()
        let checked = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do {
                        _ = try await fixture.signIn("anne@example.org", "guess")
                        return true
                    } catch {
                        return error as? AccountError == .signInRefused
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(checked == 5)
    }

    @Test("The wait doubles, a try inside it does not prolong it, and an hour forgives")
    func doubling() {
        let clock = SteadyClock()
        let throttle = AttemptThrottle(now: clock.read)
        for _ in 0..<5 { #expect(throttle.begin(account: "a", address: "b") == nil) }
        for wait in [1, 2, 4, 8, 16, 32, 64] {
            let seconds = Duration.seconds(wait)
            #expect(throttle.begin(account: "a\(wait)", address: "b") == seconds)
            #expect(throttle.begin(account: "a\(wait)", address: "b") == seconds)
            clock.advance(seconds)
            #expect(throttle.begin(account: "a\(wait)", address: "b") == nil)
        }
        clock.advance(.seconds(3700))
        for _ in 0..<5 { #expect(throttle.begin(account: "c", address: "b") == nil) }
    }

    @Test("A login ends 12 hours after its last use, and after 30 days in any case")
    func expiry() async throws {
        let (fixture, grant) = try await AccountFixture.setUp()
        fixture.clock.advance(11.9 * 3600)
        #expect(try await fixture.book.account(token: grant.token) != nil)
        fixture.clock.advance(11.9 * 3600)
        #expect(try await fixture.book.account(token: grant.token) != nil)
        fixture.clock.advance(12 * 3600)
        #expect(try await fixture.book.account(token: grant.token) == nil)

        let second = try await fixture.signIn()
        for _ in 0..<66 {
            fixture.clock.advance(10.9 * 3600)
            #expect(try await fixture.book.account(token: second.token) != nil)
        }
        fixture.clock.advance(3600)
        #expect(try await fixture.book.account(token: second.token) == nil)
    }

    @Test("Signing out ends the login")
    func signOut() async throws {
        let (fixture, grant) = try await AccountFixture.setUp()
        try await fixture.book.signOut(token: grant.token)
        #expect(try await fixture.book.account(token: grant.token) == nil)
    }

    @Test("A hash of another cost is renewed at the next sign-in")
    func renewal() async throws {
        let (fixture, grant) = try await AccountFixture.setUp()
        let old = try await PasswordHasher(cost: ScryptCost(logarithm: 5, blockSize: 4, parallelism: 2)).hash(
            AccountFixture.password)
        try await fixture.store.write {
            try $0.execute("update accounts set password_hash = $1", [Value(old)])
        }
        _ = try await fixture.signIn()
        let account = try #require(try await fixture.store.read { try $0.accounts.find(id: grant.account.id) })
        #expect(account.passwordHash?.hasPrefix("scrypt$4$8$1$") == true)
        _ = try await fixture.signIn()
    }
}
