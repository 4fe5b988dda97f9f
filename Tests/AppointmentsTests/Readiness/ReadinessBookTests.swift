// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@testable import Appointments

@Suite("The client's device test")
struct ReadinessBookTests {
    private let good = ReadinessResult(
        browser: "Firefox 140", camera: .good, microphone: .good, speaker: .good, connection: .direct)

    private func book(_ house: BookFixture) -> ReadinessBook {
        ReadinessBook(store: house.store, queue: house.queue, clock: house.clock.wall)
    }

    private func token(_ house: BookFixture) -> String {
        house.queue.stationery.keys.token(.manage, appointmentID: "life", revision: 0)
    }

    @Test("the last result is kept with the appointment, for its client and its practitioner alone")
    func kept() async throws {
        let house = try await BookFixture()
        let details = try await house.seat()
        var denied = good
        denied.camera = .denied
        try await book(house).keep(denied, manageToken: token(house))
        #expect(ReadinessMark(try await book(house).of("life", by: house.anne)) == .problem([.camera]))
        try await book(house).keep(good, manageToken: token(house))
        let readiness = try #require(try await book(house).of(manageToken: token(house)))
        #expect(ReadinessMark(readiness) == .ready && readiness.testedAt == BookFixture.monday)
        #expect(try await book(house).of([details.appointment], by: house.anne)["life"] == readiness)
        for stranger in [house.bruno, house.owner] {
            await #expect(throws: AppointmentError.notFound) { try await book(house).of("life", by: stranger) }
            await #expect(throws: AppointmentError.notFound) {
                try await book(house).of([details.appointment], by: stranger)
            }
        }
        await #expect(throws: AppointmentError.notFound) {
            try await book(house).keep(good, manageToken: "no such token")
        }
    }

    @Test("a cancelled appointment's test is erased, and none is kept for one that is over")
    func erased() async throws {
        let house = try await BookFixture()
        let details = try await house.seat()
        try await book(house).keep(good, manageToken: token(house))
        try await house.step(details, .cancelled) { $0.state = .cancelled }
        #expect(try await book(house).of("life", by: house.anne) == nil)
        await #expect(throws: AppointmentError.wrongState(.cancelled)) {
            try await book(house).keep(good, manageToken: token(house))
        }
    }

    @Test("one press sends the test's link, again once the one before has gone")
    func link() async throws {
        let house = try await BookFixture()
        try await house.seat()
        try await book(house).sendTestLink("life", by: house.anne)
        let mail = try await house.mail(.testLink, of: "life")
        #expect(
            mail.plain.contains("Tester caméra et micro\nhttps://vis.example.org/appointments/\(token(house))/test"))
        await #expect(throws: AppointmentError.mailWaiting) {
            try await book(house).sendTestLink("life", by: house.anne)
        }
        try await house.service(FakeDelivery(FakeDelivery.accepted)).deliverDue()
        try await book(house).sendTestLink("life", by: house.anne)
        #expect(try await house.mails("life").count == 2)
        await #expect(throws: AppointmentError.notFound) {
            try await book(house).sendTestLink("life", by: house.bruno)
        }
    }

    @Test("ready, which problem, or not tested")
    func marks() {
        func mark(_ change: (inout Readiness) -> Void) -> ReadinessMark {
            var readiness = Readiness(
                appointmentID: "a", testedAt: BookFixture.monday, browser: "", camera: "good", microphone: "good",
                speaker: "good", connection: "untested")
            change(&readiness)
            return ReadinessMark(readiness)
        }
        #expect(ReadinessMark(nil) == .untested)
        #expect(mark { _ in } == .ready, "not every site has a relay to try")
        #expect(mark { $0.microphone = "untested" } == .untested)
        #expect(
            mark {
                $0.microphone = "missing"; $0.connection = "blocked"
            } == .problem([.microphone, .connection]))
        #expect(mark { $0.speaker = "no word of ours" } == .untested)
    }

    @Test("a browser's name is one short line")
    func browser() {
        var result = good
        result.browser = String(repeating: "x", count: 200)
        #expect(result.keptBrowser.count == 80)
        result.browser = "a\nb"
        #expect(result.keptBrowser == "")
    }
}
