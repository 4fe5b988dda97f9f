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

    @Test("another slot instead, and giving back, free the first one")
    func replacing() async throws {
        let house = try await BookingHouse()
        let (ten, eleven) = (BookingHouse.time(3, 10), BookingHouse.time(3, 11))
        let first = try await house.book.hold(slug: house.slug, typeKey: house.session.id, startsAt: ten)
        let second = try await house.book.hold(
            slug: house.slug, typeKey: house.session.id, startsAt: eleven, replacing: first.token)
        #expect(try await house.starts().contains(ten))
        try await house.book.release(holdToken: second.token)
        #expect(try await house.starts().contains(eleven))
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

    @Test("one address: five requests an hour, three open holds, thirty an hour")
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
        for number in 0..<3 {
            #expect(throttle.mayHold(from: "2001:db8::1"))
            throttle.held("t\(number)", from: "2001:db8::1")
        }
        #expect(!throttle.mayHold(from: "2001:db8::2"))
        throttle.released("t0", from: "2001:db8::1")
        for _ in 0..<27 {
            #expect(throttle.mayHold(from: "2001:db8::1"))
            throttle.held("t0", from: "2001:db8::1")
            throttle.released("t0", from: "2001:db8::1")
        }
        clock.advance(.seconds(400))
        #expect(!throttle.mayHold(from: "2001:db8::1"))
        // Asked for at once, before one of them is held.
        for _ in 0..<3 { #expect(throttle.mayHold(from: "192.0.2.9")) }
        #expect(!throttle.mayHold(from: "192.0.2.9"))
        throttle.notHeld(from: "192.0.2.9")
        #expect(throttle.mayHold(from: "192.0.2.9"))
    }
}
