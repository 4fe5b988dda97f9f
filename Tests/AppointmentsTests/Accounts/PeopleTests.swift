// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Storage
import Testing

@testable import Appointments

@Suite("People and settings")
struct PeopleTests {
    let acceptance = AcceptanceForm(
        name: "Paul Durand", password: AccountFixture.password, timeZone: "America/Montreal", language: "en",
        roomName: "")

    @Test("An invitation works once: name, password and room are the invited person's")
    func invitation() async throws {
        let (fixture, owner) = try await AccountFixture.setUp()
        let invited = try await fixture.book.invite(
            email: "Paul@example.org", isPractitioner: true, by: owner.account)
        let people = try await fixture.book.people(by: owner.account)
        #expect(people.map(\.isInvited).filter { $0 }.count == 1)
        #expect(people.first { $0.isInvited }?.invitedUntil == BookFixture.monday.addingTimeInterval(3600))
        await #expect(throws: AccountError.signInRefused) { try await fixture.signIn("paul@example.org", "") }
        let token = try #require(try await fixture.mailedToken(.invitation))
        #expect(try await fixture.book.invitation(token: token)?.email == "paul@example.org")
        let grant = try await fixture.book.accept(token: token, acceptance)
        #expect(grant.account.id == invited.id)
        let details = try await fixture.book.details(of: grant.account)
        #expect(details.room.slug.hasPrefix("paul-durand-"))
        #expect(!grant.account.isOwner)
        await #expect(throws: AccountError.linkDead) { try await fixture.book.accept(token: token, acceptance) }
        await #expect(throws: AccountError.invalid([AccountFault(.email, .taken)])) {
            try await fixture.book.invite(email: "paul@example.org", isPractitioner: true, by: owner.account)
        }
    }

    @Test("Inviting again makes the first link dead; an hour later the second is dead too")
    func again() async throws {
        let (fixture, owner) = try await AccountFixture.setUp()
        try await fixture.book.invite(email: "paul@example.org", isPractitioner: false, by: owner.account)
        let first = try #require(try await fixture.mailedToken(.invitation))
        fixture.clock.advance(1)
        try await fixture.book.invite(email: "paul@example.org", isPractitioner: true, by: owner.account)
        let second = try #require(try await fixture.mailedToken(.invitation))
        #expect(try await fixture.book.invitation(token: first) == nil)
        #expect(try await fixture.book.invitation(token: second)?.isPractitioner == true)
        fixture.clock.advance(3600)
        #expect(try await fixture.book.invitation(token: second) == nil)
    }

    @Test("Only the owner invites, lists, turns off and changes the practice; nobody turns themselves off")
    func authorisation() async throws {
        let (fixture, owner) = try await AccountFixture.setUp()
        let paul = try await fixture.byHand.addUser(
            email: "paul@example.org", name: "Paul", password: AccountFixture.password)
        await #expect(throws: AccountError.notFound) {
            try await fixture.book.invite(email: "eve@example.org", isPractitioner: true, by: paul)
        }
        await #expect(throws: AccountError.notFound) { try await fixture.book.people(by: paul) }
        await #expect(throws: AccountError.notFound) {
            try await fixture.book.setDisabled(true, accountID: owner.account.id, by: paul)
        }
        await #expect(throws: AccountError.notFound) {
            try await fixture.book.setDisabled(true, accountID: owner.account.id, by: owner.account)
        }
        await #expect(throws: AccountError.notFound) {
            try await fixture.book.updatePractice(Self.practiceForm, by: paul)
        }
    }

    @Test("An account that is turned off is out at once, and comes back by a password from the command line")
    func disabled() async throws {
        let (fixture, owner) = try await AccountFixture.setUp()
        let paul = try await fixture.byHand.addUser(
            email: "paul@example.org", name: "Paul", password: AccountFixture.password)
        let login = try await fixture.signIn("paul@example.org")
        try await fixture.book.setDisabled(true, accountID: paul.id, by: owner.account)
        #expect(try await fixture.book.account(token: login.token) == nil)
        await #expect(throws: AccountError.notFound) { try await fixture.book.details(of: login.account) }
        try await fixture.byHand.setPassword(email: "PAUL@example.org", password: "sechs Rosen im Schnee")
        _ = try await fixture.signIn("paul@example.org", "sechs Rosen im Schnee")
    }

    @Test("The command line adds nobody before set-up, nobody twice, and knows whom it cannot find")
    func commandLine() async throws {
        let empty = try await AccountFixture()
        await #expect(throws: AccountError.notSetUp) {
            try await empty.byHand.addUser(email: "a@example.org", name: "Ann", password: AccountFixture.password)
        }
        let (fixture, _) = try await AccountFixture.setUp()
        await #expect(throws: AccountError.invalid([AccountFault(.email, .taken)])) {
            try await fixture.byHand.addUser(
                email: "anne@EXAMPLE.org", name: "Ann", password: AccountFixture.password)
        }
        await #expect(throws: AccountError.notFound) {
            try await fixture.byHand.setPassword(email: "nobody@example.org", password: AccountFixture.password)
        }
    }

    @Test("Settings are checked, kept, and change nobody else's")
    func settings() async throws {
        let (fixture, owner) = try await AccountFixture.setUp()
        var form = SettingsForm(
            name: "Anne Martin-Roux", language: "en", timeZone: "UTC", roomName: "Le salon",
            helpPhone: "01 23 45 67 89", welcome: "Bienvenue.\r\nInstallez-vous.", minutesBefore: 20, minutesAfter: 0,
            cameraOnAtEntry: false, lockOnEntry: true, stayClosed: true, roomLinkAllowed: false)
        let before = try await fixture.book.details(of: owner.account)
        let details = try await fixture.book.updateSettings(form, of: owner.account)
        #expect(details.account.name == "Anne Martin-Roux" && details.room.name == "Le salon")
        #expect(details.practitioner.welcome == "Bienvenue.\nInstallez-vous.")
        #expect(details.practitioner.knockMinutesBefore == 20 && !details.practitioner.cameraOnAtEntry)
        #expect(details.room.slug == before.room.slug)
        #expect(details.account.passwordHash == before.account.passwordHash)
        form.minutesBefore = nil
        form.helpPhone = "call me"
        let wrong = form
        await #expect(
            throws: AccountError.invalid([
                AccountFault(.helpPhone, .malformed), AccountFault(.minutesBefore, .outOfRange(0, 240)),
            ])
        ) { try await fixture.book.updateSettings(wrong, of: owner.account) }
    }

    @Test("Rule 15: a new room link replaces the old one at once")
    func newLink() async throws {
        let (fixture, owner) = try await AccountFixture.setUp()
        let old = try await fixture.book.details(of: owner.account).room
        let new = try await fixture.book.newRoomLink(of: owner.account)
        #expect(new.id == old.id && new.slug != old.slug)
        #expect(try await fixture.store.read { try $0.rooms.find(slug: old.slug) } == nil)
        #expect(try await fixture.store.read { try $0.rooms.find(slug: new.slug) } == new)
    }

    @Test("What is over is forgotten")
    func expiry() async throws {
        let (fixture, owner) = try await AccountFixture.setUp()
        try await fixture.book.invite(email: "paul@example.org", isPractitioner: false, by: owner.account)
        let room = try await fixture.book.details(of: owner.account).room
        let later = BookFixture.monday.addingTimeInterval(3600)
        try await fixture.store.write {
            try $0.spentTickets.save(
                SpentTicket(ticketID: "t", roomID: room.id, outcome: "refused", expiresAt: later))
            try $0.revokedCredentials.save(RevokedCredential(participant: "r", expiresAt: later))
        }
        fixture.clock.advance(12 * 3600)
        try await ExpiryService(store: fixture.store, clock: fixture.clock.wall, logger: Logger(label: "test")).forget()
        let left = try await fixture.store.read { transaction in
            try ["login_sessions", "spent_tickets", "revoked_credentials"].flatMap {
                try transaction.rows("select * from \($0)")
            }.count
                + transaction.rows("select * from one_time_tokens where purpose = 'invitation'").count
        }
        #expect(left == 0)
    }

    private static let practiceForm = PracticeForm(
        practiceName: "X", ownerContact: "x@example.org", senderName: "X", helpPhone: "", urgentHelp: "",
        language: "fr", timeZone: "Europe/Paris", legalText: "", privacyText: "")

    @Test("The owner changes the practice")
    func practice() async throws {
        let (fixture, owner) = try await AccountFixture.setUp()
        try await fixture.book.updatePractice(Self.practiceForm, by: owner.account)
        #expect(try await fixture.book.practice()?.name == "X")
        var form = Self.practiceForm
        form.senderName = "X\r\nBcc: everybody"
        let wrong = form
        await #expect(throws: AccountError.invalid([AccountFault(.senderName, .forbiddenCharacter)])) {
            try await fixture.book.updatePractice(wrong, by: owner.account)
        }
    }
}
