// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Web

struct FillStampTests {
    private let tokens = FormTokens(key: Data(repeating: 7, count: 32))
    private let now = Date(timeIntervalSince1970: 1_780_000_000)

    @Test("A form that is sent at once is too fast; one that a person filled in is not")
    func speed() throws {
        let stamp = FillStamp(now: now)
        #expect(stamp.isTooFast(now: now.addingTimeInterval(1)))
        #expect(!stamp.isTooFast(now: now.addingTimeInterval(2)))
    }

    @Test("The stamp is read again as it was, and each has a number of its own")
    func roundTrip() throws {
        let stamp = FillStamp(now: now)
        #expect(FillStamp(stamp.text(signedBy: tokens), signedBy: tokens, now: now.addingTimeInterval(600)) == stamp)
        #expect(FillStamp(now: now).number != stamp.number)
    }

    @Test("One that was changed, is another key's or is two days old counts as none")
    func refused() {
        let text = FillStamp(now: now).text(signedBy: tokens)
        #expect(
            FillStamp("1" + text.dropFirst(), signedBy: tokens, now: now) == FillStamp(text, signedBy: tokens, now: now)
        )
        #expect(FillStamp("2" + text.dropFirst(), signedBy: tokens, now: now) == nil)
        #expect(FillStamp(text, signedBy: FormTokens(key: Data(repeating: 8, count: 32)), now: now) == nil)
        #expect(FillStamp(text, signedBy: tokens, now: now.addingTimeInterval(3 * 86_400)) == nil)
        #expect(FillStamp("", signedBy: tokens, now: now) == nil)
    }
}
