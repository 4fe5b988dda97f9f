// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import Testing

@testable import Calls

@Suite struct TicketIssuerTests {
    final class Watch: Sendable {
        private let date = Mutex(Date(timeIntervalSince1970: 1_780_473_600))
        var now: Date { date.withLock { $0 } }
        func advance(_ seconds: TimeInterval) { date.withLock { $0 += seconds } }
    }

    let watch = Watch()
    let issuer: TicketIssuer

    init() {
        issuer = Self.issuer(key: 7, watch)
    }

    static func issuer(key: UInt8, _ watch: Watch, limits: TicketLimits = TicketLimits()) -> TicketIssuer {
        TicketIssuer(key: Array(repeating: key, count: 32), limits: limits, now: { watch.now })
    }

    @Test func aTicketReadsBackAsItWasIssued() throws {
        let host = try issuer.verify(issuer.hostTicket(account: "acc", room: "room", login: "hash"))
        #expect(host.room == "room" && host.bearer == .host(account: "acc", login: "hash") && host.isHost)
        #expect(host.page.count == 22)

        let text = try issuer.visitorTicket(room: "room", appointment: "app", revision: 3, address: "192.0.2.1")
        let personal = try issuer.verify(text)
        #expect(
            personal.bearer == .personal(appointment: "app", revision: 3, source: issuer.source(of: "192.0.2.1")))
        #expect(!text.contains("192.0.2.1"))

        let open = try issuer.verify(issuer.visitorTicket(room: "room", slug: "anne-k7f3q9x2", address: "::1"))
        #expect(open.bearer == .roomLink(slug: "anne-k7f3q9x2", source: issuer.source(of: "::1")))
    }

    @Test func everyTicketNamesAnotherPageLoad() throws {
        let pages = try (0..<20).map { _ in
            try issuer.verify(issuer.hostTicket(account: "a", room: "r", login: "l")).page
        }
        #expect(Set(pages).count == 20)
    }

    @Test func anyChangedCharacterIsRefused() {
        let text = issuer.hostTicket(account: "a", room: "r", login: "l")
        for index in text.indices {
            var changed = text
            changed.replaceSubrange(index...index, with: text[index] == "A" ? "B" : "A")
            #expect(throws: TicketError.invalid) { try issuer.verify(changed) }
        }
    }

    @Test(arguments: ["", ".", "a.b", "e30.", "e30.e30", "e30.e30.e30", String(repeating: "A", count: 5000)])
    func whatIsNoTicketIsRefused(text: String) {
        #expect(throws: TicketError.invalid) { try issuer.verify(text) }
        #expect(throws: TicketError.invalid) { try issuer.renew(text) }
    }

    @Test func aTicketOfAnotherKeyIsRefused() {
        let other = Self.issuer(key: 8, watch)
        #expect(throws: TicketError.invalid) {
            try issuer.verify(other.hostTicket(account: "a", room: "r", login: "l"))
        }
    }

    @Test func aTicketLivesFifteenMinutesAndIsRenewedUpToTwelveHoursLater() throws {
        let text = try issuer.visitorTicket(room: "r", slug: "s", address: "192.0.2.1")
        let page = try issuer.verify(text).page
        watch.advance(15 * 60 - 1)
        #expect(throws: Never.self) { try issuer.verify(text) }
        watch.advance(1)
        #expect(throws: TicketError.expired) { try issuer.verify(text) }
        watch.advance(12 * 3600 - 1)
        let renewed = try issuer.verify(issuer.renew(text))
        #expect(renewed.page == page)
        watch.advance(1)
        #expect(throws: TicketError.notRenewable) { try issuer.renew(text) }
    }

    @Test func aHostsTicketIsRenewedOnlyWithItsLogin() throws {
        let text = issuer.hostTicket(account: "a", room: "r", login: "mine")
        #expect(throws: TicketError.notRenewable) { try issuer.renew(text) }
        #expect(throws: TicketError.notRenewable) { try issuer.renew(text, login: "another") }
        #expect(throws: Never.self) { try issuer.renew(text, login: "mine") }
    }

    @Test func ticketsAreLimitedByAddressAndLink() throws {
        let limited = Self.issuer(key: 7, watch, limits: TicketLimits(perLink: 2, perSource: 3, window: 60))
        func ticket(_ address: String, _ slug: String) throws {
            _ = try limited.visitorTicket(room: slug, slug: slug, address: address)
        }
        try ticket("192.0.2.1", "one")
        try ticket("192.0.2.1", "one")
        #expect(throws: TicketError.tooMany) { try ticket("192.0.2.1", "one") }
        try ticket("192.0.2.2", "one")
        try ticket("192.0.2.1", "two")
        #expect(throws: TicketError.tooMany) { try ticket("192.0.2.1", "three") }
        watch.advance(60)
        try ticket("192.0.2.1", "one")
    }

    @Test func oneIPv6NetworkIsOneSource() {
        #expect(issuer.source(of: "2001:db8:1:2::1") == issuer.source(of: "2001:db8:1:2:9:8:7:6"))
        #expect(issuer.source(of: "2001:db8:1:2::1") != issuer.source(of: "2001:db8:1:3::1"))
        #expect(issuer.source(of: "::ffff:192.0.2.1") == issuer.source(of: "192.0.2.1"))
        #expect(issuer.source(of: "192.0.2.1") != issuer.source(of: "192.0.2.2"))
    }

    @Test func base64KeepsEveryLength() {
        for length in 0..<40 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
        #expect(Base64URL.decode("A") == nil)
        #expect(Base64URL.decode("AB") == nil)
        #expect(Base64URL.decode("A=") == nil)
    }
}
