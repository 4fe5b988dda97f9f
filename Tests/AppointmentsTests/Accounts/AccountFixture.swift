// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Mail
import Scheduling
import Storage
import Synchronization
import Words

@testable import Appointments

/// The use cases of accounts on a real store in a temporary file, with both clocks set by the test and cheap hashes.
struct AccountFixture {
    static let password = "drei Rosen im Schnee"

    let store: SQLiteStore
    let folder: TemporaryPlace
    let clock = SetClock(BookFixture.monday)
    let steady = SteadyClock()
    let book: AccountBook
    let byHand: OperatorAccounts
    let queue: MailQueue
    let sender: EmailAddress

    init() async throws {
        folder = try TemporaryPlace()
        store = try SQLiteStore(path: folder.path + "/visavis.sqlite")
        sender = try EmailAddress(validating: "cabinet@vis.example.org")
        let stationery = Stationery(
            catalogs: try Catalogs(), links: Self.links, keys: TokenKeys(key: Data(repeating: 7, count: 32)),
            sender: sender, clock: clock.wall)
        queue = MailQueue(stationery: stationery, isDelivering: true, signal: WorkSignal())
        let hasher = PasswordHasher(cost: .cheap)
        var limits = AccountLimits()
        limits.forgottenAnswer = .zero
        book = AccountBook(
            store: store, queue: queue, hasher: hasher, signIns: AttemptThrottle(now: steady.read),
            forgotten: AttemptThrottle(now: steady.read),
            limits: limits, clock: clock.wall)
        byHand = OperatorAccounts(store: store, hasher: hasher, clock: clock.wall)
    }

    func service(_ delivery: any MailDelivery) -> OutboxService {
        OutboxService(
            store: store, writer: queue.writer, delivery: delivery, sender: sender, signal: WorkSignal(),
            clock: clock.wall, logger: Logger(label: "test"))
    }

    /// A site whose owner, Anne, is a practitioner.
    static func setUp() async throws -> (AccountFixture, LoginGrant) {
        let fixture = try await AccountFixture()
        let token = try await fixture.book.setUpToken() ?? ""
        return (fixture, try await fixture.book.completeSetUp(token: token, setUpForm))
    }

    static let setUpForm = SetUpForm(
        practiceName: "Cabinet du Parc", name: "Anne Martin", email: "Anne@Example.org", password: password,
        timeZone: "Europe/Paris", language: "fr", isPractitioner: true, roomName: "Chez Anne")

    func signIn(
        _ email: String = "anne@example.org", _ password: String = password, from address: String = "192.0.2.1",
        replacing token: String? = nil
    ) async throws -> LoginGrant {
        try await book.signIn(email: email, password: password, address: address, replacing: token)
    }

    /// The token in the link of the newest mail of this kind.
    func mailedToken(_ kind: MailKind) async throws -> String? {
        let mails = try await store.read {
            try $0.rows("select message from outbox where kind = $1 order by created_at desc", [Value(kind)])
        }
        guard let data = try mails.first?.data("message") else { return nil }
        let text = String(decoding: data, as: UTF8.self).replacing("=\r\n", with: "")
        let start = kind == .invitation ? "/invitation/" : "/password/"
        guard let range = text.range(of: start) else { return nil }
        return String(text[range.upperBound...].prefix(32))
    }

    private static let links = Links(
        join: { "https://vis.example.org/call/\($0)/\($1)" }, manage: { "https://vis.example.org/appointments/\($0)" },
        test: { "https://vis.example.org/appointments/\($0)/test" }, book: { "https://vis.example.org/book/\($0)" },
        calendar: { "https://vis.example.org/calendar/\($0)/appointments.ics" },
        invitation: { "https://vis.example.org/invitation/\($0)" },
        passwordReset: { "https://vis.example.org/password/\($0)" }, setUp: { "https://vis.example.org/setup/\($0)" },
        deskAppointment: { "https://vis.example.org/desk/appointments/\($0)" },
        deskRequest: { "https://vis.example.org/desk/appointments/\($0)" },
        help: { "https://vis.example.org/help#\($0)" })
}

/// A monotonic clock that stands until it is moved.
final class SteadyClock: Sendable {
    private let instant = Mutex(ContinuousClock.now)

    var read: @Sendable () -> ContinuousClock.Instant {
        { self.instant.withLock { $0 } }
    }

    func advance(_ duration: Duration) {
        instant.withLock { $0 += duration }
    }
}
