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

/// A practice with two practitioners on a real store in a temporary file, with a clock that the test sets.
struct BookFixture {
    /// Monday 1 June 2026, 9:00 in Paris.
    static let monday = Date(timeIntervalSince1970: 1_780_297_200)

    let store: SQLiteStore
    let clock = SetClock(monday)
    let signal = WorkSignal()
    let book: AppointmentBook
    let queue: MailQueue
    let folder: TemporaryPlace
    let anne = account("anne", "Anne Martin")
    let bruno = account("bruno", "Bruno Petit")
    let owner = account("owner", "Odile Owner", isOwner: true)
    let sender: EmailAddress

    init(
        isDelivering: Bool = true, zones: ZoneRules = .system, practice change: (inout Practice) -> Void = { _ in }
    ) async throws {
        folder = try TemporaryPlace()
        store = try SQLiteStore(path: folder.path + "/visavis.sqlite")
        sender = try EmailAddress(validating: "cabinet@vis.example.org")
        let (keys, links) = (TokenKeys(key: Data(repeating: 7, count: 32)), Self.links)
        let stationery = Stationery(
            catalogs: try Catalogs(), links: links, keys: keys, sender: sender, clock: clock.wall)
        queue = MailQueue(stationery: stationery, isDelivering: isDelivering, signal: signal)
        book = AppointmentBook(
            store: store, keys: keys, links: links, queue: queue, host: "vis.example.org", clock: clock.wall,
            zones: zones)
        var practice = Practice(
            id: "practice", name: "Cabinet du Parc", senderName: "Cabinet du Parc", helpPhone: "+33 1 23 45 67 89",
            language: "fr", timeZone: "Europe/Paris")
        change(&practice)
        try await store.write { [anne, bruno, owner, practice] transaction in
            try transaction.practice.insert(practice)
            for account in [anne, bruno, owner] { try transaction.accounts.insert(account) }
            for account in [anne, bruno] {
                try transaction.practitioners.insert(
                    Practitioner(accountID: account.id, roomID: "room-\(account.id)"))
                try transaction.rooms.insert(
                    RoomRow(
                        id: "room-\(account.id)", practitionerID: account.id, slug: "\(account.id)-k7f3q9x2",
                        name: account.name))
            }
        }
    }

    func service(_ delivery: any MailDelivery, limits: OutboxLimits = OutboxLimits()) -> OutboxService {
        OutboxService(
            store: store, writer: queue.writer, delivery: delivery, sender: sender, signal: signal, clock: clock.wall,
            limits: limits,
            backOff: BackOff(jitter: { 0 }), logger: Logger(label: "test"))
    }

    /// The book of a server that starts now, on the same store.
    func restarted() -> AppointmentBook {
        AppointmentBook(
            store: store, keys: book.keys, links: book.links, queue: queue, host: book.host, clock: clock.wall,
            zones: book.zones)
    }

    /// With what they say, as whoever looks at them sees it.
    func mails(_ id: String) async throws -> [OutboxMail] {
        try await store.read { [writer = queue.writer] transaction in
            try transaction.outbox.list(appointmentID: id).map { writer.shown($0, in: transaction) }
        }
    }

    /// An hour on the next Wednesday, 10:30 in Paris, unless told otherwise.
    static func draft(
        name: String = "Zoë Lefèvre-Østergård", minutes: Double = 0, length: Int = 45, language: Language = .fr,
        zone: String? = nil
    ) -> AppointmentDraft {
        AppointmentDraft(
            clientName: name, clientEmail: "zoe@example.org", language: language, clientTimeZone: zone,
            startsAt: monday.addingTimeInterval((2 * 1440 + 90 + minutes) * 60), lengthMinutes: length)
    }

    private static func account(_ id: String, _ name: String, isOwner: Bool = false) -> Account {
        Account(
            id: id, practiceID: "practice", email: "\(id)@example.org", name: name, isOwner: isOwner,
            isPractitioner: !isOwner, language: "fr", timeZone: "Europe/Paris", createdAt: monday)
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

/// A clock that stands until it is moved.
final class SetClock: Sendable {
    private let date: Mutex<Date>

    init(_ date: Date) {
        self.date = Mutex(date)
    }

    var wall: WallClock { WallClock { self.date.withLock { $0 } } }

    func advance(_ seconds: TimeInterval) {
        date.withLock { $0 += seconds }
    }
}

/// A folder that goes with the value.
final class TemporaryPlace: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "visavis-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
