// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Mail
import Scheduling
import ServiceLifecycle
import Storage
import Synchronization
import Testing

@testable import Appointments

@Suite("Due work")
struct DueServiceTests {
    private let start = BookFixture.wednesday

    private func kinds(_ house: BookFixture, _ id: String = "life") async throws -> [String] {
        try await house.mails(id).map(\.kind).sorted()
    }

    private func advance(_ house: BookFixture, to minutesBefore: Double) {
        let target = start.addingTimeInterval(-minutesBefore * 60)
        house.clock.advance(target.timeIntervalSince(house.clock.wall.now))
    }

    @Test("wish 36: each reminder goes at its time, once, with the link of that time")
    func reminders() async throws {
        let house = try await BookFixture()
        try await house.seat()
        let service = house.due()
        advance(house, to: 1441)
        #expect(try await service.doDue() == 0)
        advance(house, to: 1440)
        try await service.doDue()
        try await service.doDue()
        #expect(try await kinds(house) == ["reminder_day"])
        advance(house, to: 60)
        // New links replaced the old ones since the plan was made.
        try await house.store.write { transaction in
            var appointment = try #require(try transaction.appointments.find(id: "life"))
            appointment.linkRevision = 1
            try transaction.appointments.update(appointment, from: .confirmed)
        }
        try await service.doDue()
        let token = house.queue.stationery.keys.token(.join, appointmentID: "life", revision: 1)
        #expect(try await house.mail(.reminderHour, of: "life").plain.contains(token))
        advance(house, to: 10)
        try await service.doDue()
        #expect(try await kinds(house) == ["door_open", "reminder_day", "reminder_hour"])
        #expect(try await house.mail(.doorOpen, of: "life").plain.contains("Vous pouvez déjà demander à entrer."))
    }

    @Test("what the practitioner turned off is not sent, whenever it was turned off")
    func switches() async throws {
        let house = try await BookFixture()
        try await house.open()
        try await house.seat()
        try await house.open {
            $0.remindsDay = false
            $0.announcesDoor = false
        }
        for minutes in [1440.0, 60, 10] {
            advance(house, to: minutes)
            try await house.due().doDue()
        }
        #expect(try await kinds(house) == ["reminder_hour"])
    }

    @Test("a reminder of what was cancelled or erased meanwhile is not sent")
    func gone() async throws {
        let house = try await BookFixture()
        try await house.seat()
        try await house.seat("erased", start: start.addingTimeInterval(3600))
        try await house.store.write { transaction in
            // As if the plan had not been told.
            try transaction.execute("update appointments set state = 'cancelled' where id = 'life'")
            try transaction.clients.erase(id: "client-erased")
        }
        advance(house, to: 1380)
        try await house.due().doDue()
        #expect(try await kinds(house).isEmpty)
        #expect(try await kinds(house, "erased").isEmpty)
        #expect(try await house.plan().map(\.kind) == [.reminderHour, .doorOpen, .settle])
    }

    @Test("a server that was off for a day: late reminders are dropped, requests expire, appointments are settled")
    func offForADay() async throws {
        let house = try await BookFixture()
        try await house.seat()
        try await house.seat("asked", state: .requested, expiresAt: start.addingTimeInterval(-7200))
        let done = Mutex<[String]>([])
        let verbs = DueVerbs(
            expire: { id, _ in done.withLock { $0.append("expire \(id)") } },
            settle: { id, _ in done.withLock { $0.append("settle \(id)") } },
            changed: { id in done.withLock { $0.append("changed \(id)") } })
        house.clock.advance(4 * 86400)
        let service = house.due(verbs: verbs)
        while try await service.doDue() > 0 {}
        #expect(try await kinds(house).isEmpty)
        #expect(
            done.withLock(\.self) == ["expire asked", "changed asked", "settle life", "changed life"])
        #expect(try await house.plan().isEmpty)
    }

    @Test("a task that fails keeps its row and waits; the others are done")
    func failing() async throws {
        struct Broken: Error {}
        let house = try await BookFixture()
        try await house.seat("asked", state: .requested, expiresAt: house.clock.wall.now)
        try await house.seat()
        let isBroken = Mutex(true)
        let verbs = DueVerbs(
            expire: { _, transaction in
                try transaction.execute("update appointments set state = 'expired' where id = 'asked'")
                if isBroken.withLock(\.self) { throw Broken() }
            }, settle: { _, _ in }, changed: { _ in })
        let service = house.due(verbs: verbs)
        advance(house, to: 1440)
        try await service.doDue()
        #expect(try await kinds(house) == ["reminder_day"])
        let state = { try await house.store.read { try $0.appointments.find(id: "asked")?.state } }
        #expect(try await state() == .requested, "nothing of it was kept")
        #expect(try await service.doDue() == 0)
        house.clock.advance(301)
        isBroken.withLock { $0 = false }
        try await service.doDue()
        #expect(try await state() == .expired)
    }

    @Test("settling erases the device test")
    func settled() async throws {
        let house = try await BookFixture()
        try await house.seat()
        try await house.store.write { transaction in
            try transaction.readiness.save(
                Readiness(
                    appointmentID: "life", testedAt: BookFixture.monday, browser: "Firefox 140", camera: "good",
                    microphone: "good", speaker: "good", connection: "direct"))
        }
        let due = house.due(verbs: house.book.dueVerbs)
        advance(house, to: -74)
        try await due.doDue()
        #expect(try await house.store.read { try $0.readiness.find(appointmentID: "life") } != nil)
        advance(house, to: -75)
        try await due.doDue()
        #expect(try await house.store.read { try $0.readiness.find(appointmentID: "life") } == nil)
    }

    @Test("confirmed appointments from before there were plans are planned at the start, once")
    func begin() async throws {
        let house = try await BookFixture()
        try await house.seat()
        try await house.store.write { try $0.dueTasks.delete(appointmentID: "life") }
        for _ in 0..<2 { try await house.due().begin() }
        #expect(try await house.plan().count == 4)
    }

    @Test(
        "retention: clients are forgotten when the months are over, counts alone are kept, and it runs again at night")
    func retention() async throws {
        let house = try await BookFixture(practice: { $0.retentionMonths = 3 })
        try await house.seat("old", start: BookFixture.monday.addingTimeInterval(-100 * 86400))
        try await house.seat("new", start: BookFixture.monday.addingTimeInterval(-80 * 86400))
        let service = house.due()
        try await service.begin()
        while try await service.doDue() > 0 {}
        let clients = try await house.store.read { transaction in
            try ["client-old", "client-new"].compactMap { try transaction.clients.find(id: $0)?.email }
        }
        #expect(clients == ["", "zoe@example.org"])
        let runs = try await house.store.read { try $0.erasures.list() }
        #expect(runs.map(\.clients) == [1] && runs.map(\.appointments) == [1])
        let task = try #require(try await house.store.read { try $0.dueTasks.find(key: "retention") })
        #expect(task.dueAt == BookFixture.monday.addingTimeInterval(18 * 3600), "3:00 in Paris")
    }

    @Test("every hour what was erased leaves the database's log too")
    func log() async throws {
        let house = try await BookFixture()
        try await house.seat()
        let (service, log) = (house.due(), house.folder.path + "/visavis.sqlite-wal")
        func size() throws -> Int? { try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int }
        try await service.begin()
        while try await service.doDue() > 0 {}
        try await house.store.write { try $0.clients.erase(id: "client-life") }
        #expect(try size() != 0)
        house.clock.advance(3600)
        while try await service.doDue() > 0 {}
        #expect(try size() == 0)
    }

    @Test("a change wakes the service before its sleep is over, and an order to stop ends it")
    func wakes() async throws {
        let house = try await BookFixture()
        let (stream, continuation) = AsyncStream<String>.makeStream()
        let signal = WorkSignal()
        let verbs = DueVerbs(expire: { _, _ in }, settle: { _, _ in }, changed: { continuation.yield($0) })
        let service = DueService(
            store: house.store, queue: house.queue, verbs: verbs, signal: signal, clock: house.clock.wall,
            logger: .init(label: "test"))
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: service)], logger: .init(label: "test")))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            try await house.seat(state: .requested, expiresAt: house.clock.wall.now)
            signal.raise()
            #expect(await stream.first { _ in true } == "life")
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
