// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@testable import Appointments

@Suite("Set-up")
struct SetUpTests {
    @Test("The link makes the practice, its owner and the room, signs in, and is dead then")
    func once() async throws {
        let fixture = try await AccountFixture()
        let token = try #require(try await fixture.book.setUpToken())
        #expect(try await fixture.book.isSetUpUsable(token: token))
        let grant = try await fixture.book.completeSetUp(token: token, AccountFixture.setUpForm)
        #expect(grant.account.isOwner && grant.account.isPractitioner)
        #expect(grant.account.email == "anne@example.org")
        #expect(try await fixture.book.account(token: grant.token) == grant.account)
        let details = try await fixture.book.details(of: grant.account)
        #expect(details.room.name == "Chez Anne")
        #expect(details.room.slug.wholeMatch(of: /chez-anne-[a-z2-9]{8}/) != nil)
        #expect(details.practice.name == "Cabinet du Parc")
        #expect(try await !fixture.book.isSetUpUsable(token: token))
        #expect(try await fixture.book.setUpToken() == nil)
        await #expect(throws: AccountError.linkDead) {
            try await fixture.book.completeSetUp(token: token, AccountFixture.setUpForm)
        }
    }

    @Test("A new link replaces the one before; a guessed one opens nothing; it ends by itself")
    func replacement() async throws {
        let fixture = try await AccountFixture()
        let first = try #require(try await fixture.book.setUpToken())
        let second = try #require(try await fixture.book.setUpToken())
        #expect(first.count == 32)
        #expect(try await !fixture.book.isSetUpUsable(token: first))
        #expect(try await !fixture.book.isSetUpUsable(token: "guess"))
        #expect(try await fixture.book.isSetUpUsable(token: second))
        fixture.clock.advance(7 * 86_400)
        #expect(try await !fixture.book.isSetUpUsable(token: second))
    }

    @Test("The token is not in the database")
    func hashed() async throws {
        let fixture = try await AccountFixture()
        let token = try #require(try await fixture.book.setUpToken())
        let rows = try await fixture.store.read { try $0.rows("select token_hash from one_time_tokens") }
        #expect(try rows.map { try $0.text("token_hash") } == [TokenKeys.hash(token)])
    }

    @Test("Of two people with the link one becomes owner")
    func race() async throws {
        let fixture = try await AccountFixture()
        let token = try #require(try await fixture.book.setUpToken())
        let done = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<8 {
                group.addTask {
                    var form = AccountFixture.setUpForm
                    form.email = "owner\(number)@example.org"
                    return (try? await fixture.book.completeSetUp(token: token, form)) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 1)
    }

    @Test("Every wrong field is named, and nothing is stored")
    func wrongFields() async throws {
        let fixture = try await AccountFixture()
        let token = try #require(try await fixture.book.setUpToken())
        let form = SetUpForm(
            practiceName: " ", name: "A\u{202E}nne", email: "anne@example.org\r\nBcc: x", password: "short",
            timeZone: "Mars/Olympus", language: "tlh", isPractitioner: true,
            roomName: String(repeating: "x", count: 61))
        await #expect(
            throws: AccountError.invalid([
                AccountFault(.practiceName, .missing), AccountFault(.name, .forbiddenCharacter),
                AccountFault(.email, .malformed), AccountFault(.password, .tooShort(least: 8)),
                AccountFault(.timeZone, .notAChoice), AccountFault(.language, .notAChoice),
                AccountFault(.roomName, .tooLong(most: 60)),
            ])
        ) {
            try await fixture.book.completeSetUp(token: token, form)
        }
        #expect(try await fixture.book.practice() == nil)
        #expect(try await fixture.book.isSetUpUsable(token: token))
    }

    @Test(
        "A room's link begins with a readable name",
        arguments: [
            ("Zoë Lefèvre-Østergård", "zoe-lefevre-ostergard"), ("  Dr. Straße №5 ", "dr-strasse-5"), ("张伟", "visio"),
            (String(repeating: "ab ", count: 30), "ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-a"),
        ])
    func slug(name: String, readable: String) {
        #expect(RoomSlug.readable(name) == readable)
        #expect(RoomSlug.make(name: name) != RoomSlug.make(name: name))
    }
}
