// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import ICalendar
import OutgoingHTTP
import Scheduling
import Storage
import Synchronization
import Testing

@testable import Appointments

@Suite("Fetching a calendar")
struct FeedFetcherTests {
    /// The outside world: one answer, and what was asked.
    private final class Outside: OutgoingSending {
        private let state: Mutex<(answer: Result<OutgoingAnswer, OutgoingError>, asked: [OutgoingRequest])>

        init(_ answer: Result<OutgoingAnswer, OutgoingError>) { state = Mutex((answer, [])) }

        var asked: [OutgoingRequest] { state.withLock { $0.asked } }

        func answer(_ answer: Result<OutgoingAnswer, OutgoingError>) { state.withLock { $0.answer = answer } }

        func send(_ request: OutgoingRequest) async throws(OutgoingError) -> OutgoingAnswer {
            try state.withLock { state in
                state.asked.append(request)
                return state.answer
            }.get()
        }
    }

    private static let calendar = Array(
        """
        BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260603T080000Z\r\nDTEND:20260603T090000Z\r\nEND:VEVENT\r
        END:VCALENDAR\r\n
        """.utf8)
    private static let good = OutgoingAnswer(status: 200, fields: ["etag": "\"1\""], body: calendar)

    private let fixture: BookFixture
    private let outside = Outside(.success(good))

    init() async throws {
        fixture = try await BookFixture()
        try await fixture.store.write { transaction in
            try transaction.busyFeeds.insert(
                BusyFeed(
                    id: "feed", practitionerID: "anne", name: "Home", url: "https://calendar.example.org/secret.ics",
                    nextTryAt: BookFixture.monday, createdAt: BookFixture.monday))
        }
    }

    private func row() async throws -> BusyFeed {
        try #require(try await fixture.store.read { try $0.busyFeeds.find(id: "feed") })
    }

    @discardableResult
    private func fetch(reader: CalendarReader = .here, unconditionally: Bool = false) async throws -> BusyFeed {
        let fetcher = FeedFetcher(
            store: fixture.store, sender: outside, reader: reader, clock: fixture.clock.wall, jitter: { 0 })
        try await fetcher.fetch(try await row(), unconditionally: unconditionally)
        return try await row()
    }

    private func fields() -> [String: String] {
        Dictionary(outside.asked.last?.fields.map { ($0.name, $0.value) } ?? [], uniquingKeysWith: { $1 })
    }

    @Test("Keeps when it is busy, and asks again in ten minutes whether it changed")
    func changed() async throws {
        let first = try await fetch()
        #expect(first.events == 1 && first.failure == nil && first.etag == "\"1\"")
        #expect(first.nextTryAt == BookFixture.monday.addingTimeInterval(600) && fields()["If-None-Match"] == nil)
        fixture.clock.advance(600)
        outside.answer(.success(OutgoingAnswer(status: 304)))
        let second = try await fetch()
        #expect(fields()["If-None-Match"] == "\"1\"" && second.events == 1)
        #expect(second.fetchedAt == BookFixture.monday.addingTimeInterval(600))
    }

    @Test("Reads everything anew once a day, and when somebody asks for it")
    func anew() async throws {
        try await fetch()
        try await fetch(unconditionally: true)
        #expect(fields()["If-None-Match"] == nil)
        fixture.clock.advance(86_400)
        try await fetch()
        #expect(fields()["If-None-Match"] == nil)
    }

    @Test(
        "Says why it failed, and keeps what was known",
        arguments: [
            (Result<OutgoingAnswer, OutgoingError>.success(OutgoingAnswer(status: 404)), FeedFailure.gone),
            (.success(OutgoingAnswer(status: 401)), .notAllowed), (.success(OutgoingAnswer(status: 500)), .refused),
            (.success(OutgoingAnswer(status: 200, body: [1, 2, 3])), .notACalendar), (.failure(.notPublic), .notPublic),
            (.failure(.timedOut), .timedOut), (.failure(.tooLarge), .tooLarge), (.failure(.certificate), .certificate),
        ])
    func failure(_ answer: Result<OutgoingAnswer, OutgoingError>, _ failure: FeedFailure) async throws {
        try await fetch()
        fixture.clock.advance(600)
        outside.answer(answer)
        let row = try await fetch()
        #expect(row.failure == failure.rawValue && row.events == 1 && row.fetchedAt == BookFixture.monday)
        #expect(row.nextTryAt == BookFixture.monday.addingTimeInterval(1200))
    }

    @Test("A calendar that keeps failing is asked less and less, but every six hours")
    func pauses() async throws {
        outside.answer(.failure(.unreachable))
        var pauses: [TimeInterval] = []
        for _ in 0..<9 {
            let now = fixture.clock.wall.now
            let pause = try await fetch().nextTryAt.timeIntervalSince(now)
            pauses.append(pause)
            fixture.clock.advance(pause)
        }
        #expect(pauses == [600, 600, 1200, 2400, 4800, 9600, 19_200, 21_600, 21_600])
    }

    @Test("What was put off or broken off is no try", arguments: [OutgoingError.busy, .cancelled])
    func putOff(_ error: OutgoingError) async throws {
        outside.answer(.failure(error))
        let row = try await fetch()
        #expect(row.triedAt == nil && row.failure == nil)
        #expect(row.nextTryAt == BookFixture.monday.addingTimeInterval(60))
    }

    @Test("A reading that is broken off changes nothing")
    func brokenOff() async throws {
        let before = try await row()
        let reader = CalendarReader { _, _, _, _ in
            withUnsafeCurrentTask { $0?.cancel() }
            return .failure(.tooSlow)
        }
        let fetcher = FeedFetcher(
            store: fixture.store, sender: outside, reader: reader, clock: fixture.clock.wall, jitter: { 0 })
        let task = Task { try await fetcher.fetch(before) }
        await #expect(throws: (any Error).self) { try await task.value }
        #expect(try await row() == before)
    }

    @Test("Nobody is asked for somebody who is disabled")
    func disabled() async throws {
        _ = try await fixture.book.disable("anne", coming: .keep, by: fixture.owner)
        let row = try await fetch()
        #expect(outside.asked.isEmpty && row.nextTryAt == BookFixture.monday.addingTimeInterval(86_400))
    }
}
