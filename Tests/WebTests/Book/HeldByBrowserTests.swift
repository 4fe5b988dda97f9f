// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Web

struct HeldByBrowserTests {
    private let now = Date(timeIntervalSince1970: 1_780_000_000)
    private let phone = HeldByBrowser.Browser(address: "203.0.113.1", name: "Safari")
    private let other = HeldByBrowser.Browser(address: "203.0.113.1", name: "Firefox")

    private func held(_ token: String, type: String = "a", hour: Double = 1) -> HeldByBrowser.Held {
        HeldByBrowser.Held(
            token: token, type: type, start: now.addingTimeInterval(3600 * hour), until: now.addingTimeInterval(300))
    }

    @Test("A browser's holds are its own, of every type, until they are over or removed")
    func list() {
        let holds = HeldByBrowser()
        holds.keep(held("one"), of: phone, now: now)
        holds.keep(held("two", type: "b"), of: phone, now: now)
        #expect(holds.list(of: phone, now: now).map(\.token) == ["one", "two"])
        #expect(holds.list(of: other, now: now).isEmpty)
        #expect(holds.list(of: phone, now: now.addingTimeInterval(300)).isEmpty)
        holds.remove("one", of: phone)
        #expect(holds.list(of: phone, now: now).map(\.token) == ["two"])
    }

    @Test("One that is handed out again may be somebody else's too")
    func again() {
        let holds = HeldByBrowser()
        holds.keep(held("one"), of: phone, now: now)
        holds.keep(held("two", hour: 2), of: phone, now: now)
        #expect(holds.again("a", at: now.addingTimeInterval(3600), of: phone, now: now) == "one")
        #expect(holds.again("b", at: now.addingTimeInterval(3600), of: phone, now: now) == nil)
        #expect(holds.again("a", at: now.addingTimeInterval(3600), of: other, now: now) == nil)
        #expect(holds.again("a", at: now.addingTimeInterval(3600), of: phone, now: now.addingTimeInterval(400)) == nil)
        #expect(holds.remove("one", of: phone))
        #expect(!holds.remove("two", of: phone))
        #expect(holds.remove("two", of: phone), "nothing is known of it any more")
    }

    @Test("No more browsers are remembered than there is room for")
    func most() {
        let holds = HeldByBrowser(most: 1)
        holds.keep(held("one"), of: phone, now: now)
        holds.keep(held("two"), of: phone, now: now)
        #expect(holds.list(of: phone, now: now).count == 2)
        holds.keep(held("three"), of: other, now: now)
        #expect(holds.list(of: phone, now: now).isEmpty)
    }
}
