// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Testing

@testable import Appointments

@Suite("A slot is held while the form is filled in")
struct HoldTests {
    @Test("others are kept away for five minutes, the holder is not")
    func hold() async throws {
        let house = try await BookingHouse()
        let start = BookingHouse.time(3, 10)
        let held = try await house.book.hold(slug: house.slug, typeKey: house.session.id, startsAt: start)
        #expect(held.expiresAt == BookFixture.monday.addingTimeInterval(300))
        #expect(try await !house.starts().contains(start))
        let error = await #expect(throws: AppointmentError.self) {
            try await house.book.book(house.form(start, email: "max@example.org"))
        }
        guard case .slotGone(.busy, let near) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(near.count == 5 && !near.contains(start))
        _ = try await house.book.book(house.form(start), holdToken: held.token)
        #expect(try await house.count("slot_holds") == 0)
    }

    @Test("a hold that is over frees the slot, and its token books like none")
    func expiry() async throws {
        let house = try await BookingHouse()
        let start = BookingHouse.time(3, 10)
        house.house.clock.advance(30)
        let held = try await house.book.hold(slug: house.slug, typeKey: house.session.id, startsAt: start)
        // On a whole minute, so that what is kept for a minute is right in all of it.
        #expect(held.expiresAt == BookFixture.monday.addingTimeInterval(360))
        house.house.clock.advance(329)
        #expect(try await !house.starts().contains(start))
        house.house.clock.advance(1)
        #expect(try await house.starts().contains(start))
        _ = try await house.book.book(house.form(start), holdToken: held.token)
        let other = BookingHouse.time(3, 11)
        let late = try await house.book.hold(slug: house.slug, typeKey: house.session.id, startsAt: other)
        house.house.clock.advance(400)
        _ = try await house.book.book(house.form(other, email: "max@example.org"))
        await #expect(throws: AppointmentError.self) {
            try await house.book.book(house.form(other, email: "eva@example.org"), holdToken: late.token)
        }
    }

    @Test("giving a slot back frees it")
    func release() async throws {
        let house = try await BookingHouse()
        let ten = BookingHouse.time(3, 10)
        let held = try await house.book.hold(slug: house.slug, typeKey: house.session.id, startsAt: ten)
        #expect(try await !house.starts().contains(ten))
        try await house.book.release(holdToken: held.token)
        #expect(try await house.starts().contains(ten))
    }

    @Test("another's token opens nothing, and a held slot cannot be held twice")
    func strangers() async throws {
        let house = try await BookingHouse()
        let start = BookingHouse.time(3, 10)
        _ = try await house.book.hold(slug: house.slug, typeKey: house.session.id, startsAt: start)
        for token in ["", "x", String(repeating: "A", count: 32)] {
            await #expect(throws: AppointmentError.self) {
                try await house.book.book(house.form(start), holdToken: token)
            }
        }
        await #expect(throws: AppointmentError.self) {
            try await house.book.hold(slug: house.slug, typeKey: house.session.id, startsAt: start)
        }
    }

    @Test("one address: five requests an hour")
    func throttle() {
        let clock = SteadyClock()
        let throttle = BookingThrottle(now: clock.read)
        for _ in 0..<5 { #expect(throttle.request(from: "192.0.2.1") == nil) }
        #expect(throttle.request(from: "192.0.2.1") == .seconds(3600))
        #expect(throttle.request(from: "::ffff:192.0.2.1") != nil)
        #expect(throttle.request(from: "192.0.2.2") == nil)
        throttle.forgive("192.0.2.1")
        #expect(throttle.request(from: "192.0.2.1") == nil)
        clock.advance(.seconds(3600))
        #expect(throttle.request(from: "192.0.2.1") == nil)
    }

    @Test("one browser: three open holds; its address: twelve, and thirty an hour")
    func holds() {
        let clock = SteadyClock()
        let throttle = BookingThrottle(now: clock.read)
        let address = "2001:db8::1"
        func hold(_ token: String, _ browser: String) -> Bool {
            guard throttle.mayHold(from: address, with: browser) else { return false }
            throttle.held(token, from: address, with: browser)
            return true
        }
        for browser in ["a", "b", "c", "d"] {
            for number in 0..<3 { #expect(hold("\(browser)\(number)", browser)) }
            #expect(!hold("more", browser), "another browser of the same address is not in its way")
        }
        #expect(!throttle.mayHold(from: "2001:db8::2", with: "e"), "one network")
        throttle.released("a0", from: address)
        #expect(!hold("more", "b") && hold("a0", "a"))
        for _ in 0..<17 {
            throttle.released("a0", from: address)
            #expect(hold("a0", "a"))
        }
        clock.advance(.seconds(400))
        #expect(!hold("more", "a"), "thirty in an hour")
        // Asked for at once, before one of them is held.
        for _ in 0..<3 { #expect(throttle.mayHold(from: "192.0.2.9", with: "a")) }
        #expect(!throttle.mayHold(from: "192.0.2.9", with: "a"))
        throttle.notHeld(from: "192.0.2.9", with: "a")
        #expect(throttle.mayHold(from: "192.0.2.9", with: "a"))
    }

    @Test("one's own holds are not in one's way: one that would be ends, another stays")
    func ownHolds() async throws {
        let house = try await BookingHouse { $0.stepMinutes = 30 }
        func hold(_ hour: Int, _ minute: Int = 0, insteadOf own: [String] = []) async throws -> HeldSlot {
            try await house.book.hold(
                slug: house.slug, typeKey: house.session.id, startsAt: BookingHouse.time(3, hour, minute),
                insteadOf: own)
        }
        func isOffered(_ hour: Int, _ minute: Int = 0, without own: [String]) async throws -> Bool {
            let day = LocalDay(BookingHouse.time(3, hour), in: .gmt)
            return try await house.book.offers.slots(
                slug: house.slug, typeKey: house.session.id, days: day...day, zone: .gmt, without: own
            ).contains { $0.start == BookingHouse.time(3, hour, minute) }
        }
        let ten = try await hold(10)
        #expect(try await isOffered(10, without: [ten.token]))
        #expect(try await isOffered(10, 30, without: [ten.token]))
        #expect(try await !isOffered(10, 30, without: []))
        let later = try await hold(14, insteadOf: [ten.token])
        #expect(later.replaced.isEmpty)
        await #expect(throws: AppointmentError.self) { try await hold(10, 30, insteadOf: [later.token]) }
        let half = try await hold(10, 30, insteadOf: [ten.token])
        #expect(half.replaced == [ten.token])
        #expect(try await house.count("slot_holds") == 2)
        // A form without a hold books beside them as well.
        _ = try await house.book.book(house.form(BookingHouse.time(3, 10)), besides: [half.token])
        await #expect(throws: AppointmentError.self) {
            try await house.book.book(house.form(BookingHouse.time(3, 14), email: "max@example.org"))
        }
    }
}
