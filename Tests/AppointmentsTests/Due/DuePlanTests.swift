// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Testing

@testable import Appointments

@Suite("What is planned for an appointment")
struct DuePlanTests {
    private let start = BookFixture.wednesday

    @Test("confirmed: three reminders before the start, settled when the knock window closes")
    func confirmed() async throws {
        let house = try await BookFixture()
        try await house.seat()
        let plan = try await house.plan()
        #expect(plan.map(\.kind) == [.reminderDay, .reminderHour, .doorOpen, .settle])
        #expect(plan.map { start.timeIntervalSince($0.dueAt) / 60 } == [1440, 60, 10, -75])
        #expect(plan.map { $0.lateAfter.map { start.timeIntervalSince($0) / 60 } } == [720, 30, 0, nil])
        #expect(Set(plan.map(\.key)).count == 4 && plan.allSatisfy { $0.key.contains(":life:0") })
    }

    @Test("wish 36: a reminder whose time has come when the appointment is made is not planned")
    func short() async throws {
        let house = try await BookFixture()
        try await house.seat(start: house.clock.wall.now.addingTimeInterval(3600))
        #expect(try await house.plan().map(\.kind) == [.doorOpen, .settle])
    }

    @Test("requested: it expires; moved: the plan follows; ended: nothing is left")
    func changes() async throws {
        let house = try await BookFixture()
        let end = start.addingTimeInterval(-1800)
        let requested = try await house.seat(state: .requested, expiresAt: end)
        #expect(try await house.plan().map(\.kind) == [.expire])
        #expect(try await house.plan().map(\.dueAt) == [end])
        let confirmed = try await house.step(requested, .confirmed) {
            $0.state = .confirmed
            $0.sequence = 1
        }
        let moved = try await house.step(confirmed, .moved) {
            $0.startsAt += 86400
            $0.sequence = 2
        }
        let plan = try await house.plan()
        #expect(plan.count == 4 && plan.allSatisfy { $0.key.hasSuffix(":life:2") })
        #expect(plan.first?.dueAt == start)
        try await house.step(moved, .cancelled) { $0.state = .cancelled }
        #expect(try await house.plan().isEmpty)
    }

    @Test("the door opens when the practitioner lets clients knock, at the earliest")
    func door() async throws {
        let house = try await BookFixture()
        try await house.store.write { transaction in
            var anne = try #require(try transaction.practitioners.find(accountID: "anne"))
            anne.knockMinutesBefore = 5
            try transaction.practitioners.update(anne)
        }
        try await house.seat()
        let door = try #require(try await house.plan().first { $0.kind == .doorOpen })
        #expect(start.timeIntervalSince(door.dueAt) == 300)
    }

    @Test("other minutes at the door move what is planned at it, and what was done is not planned again")
    func otherMinutes() async throws {
        let house = try await BookFixture()
        let accounts = AccountBook(store: house.store, queue: house.queue, clock: house.clock.wall)
        func minutes(_ before: Int, _ after: Int) async throws -> [DueKind: TimeInterval] {
            let form = SettingsForm(
                name: "Anne Martin", language: "fr", timeZone: "Europe/Paris", roomName: "Anne", helpPhone: "",
                welcome: "", minutesBefore: before, minutesAfter: after, cameraOnAtEntry: true, lockOnEntry: true,
                stayClosed: false, roomLinkAllowed: true)
            try await accounts.updateSettings(form, of: house.anne)
            let plan = try await house.plan().map { ($0.kind, $0.dueAt.timeIntervalSince(start) / 60) }
            return Dictionary(uniqueKeysWithValues: plan)
        }
        try await house.seat()
        let reminders: [DueKind: TimeInterval] = [.reminderDay: -1440, .reminderHour: -60]
        let late = reminders.merging([.doorOpen: 0, .settle: 165]) { $1 }
        #expect(try await minutes(0, 120) == late)
        let early = reminders.merging([.doorOpen: -5, .settle: 45]) { $1 }
        #expect(try await minutes(5, 0) == early)
        house.clock.advance(start.timeIntervalSince(house.clock.wall.now) - 60)
        try await house.due().doDue()
        let settling: [DueKind: TimeInterval] = [.settle: 75]
        #expect(try await minutes(0, 30) == settling)
    }

    @Test("an appointment that can still be entered is settled later, not never")
    func settledTooEarly() async throws {
        let house = try await BookFixture()
        try await house.seat()
        try await house.store.write { transaction in
            var anne = try #require(try transaction.practitioners.find(accountID: "anne"))
            anne.knockMinutesAfter = 120
            try transaction.practitioners.update(anne)
        }
        house.clock.advance(start.timeIntervalSince(house.clock.wall.now) + 75 * 60)
        let due = house.due(verbs: house.book.dueVerbs)
        try await due.doDue()
        #expect(try await house.store.read { try $0.appointments.find(id: "life")?.state } == .confirmed)
        house.clock.advance(90 * 60)
        try await due.doDue()
        #expect(try await house.store.read { try $0.appointments.find(id: "life")?.state } == .missed)
    }
}
