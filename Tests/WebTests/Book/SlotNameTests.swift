// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Web

struct SlotNameTests {
    @Test("What is written is read again, and nothing else is a slot")
    func roundTrip() throws {
        let start = try #require(SlotName.read("20270112T090000Z"))
        #expect(start == Date(timeIntervalSince1970: 1_799_744_400))
        #expect(SlotName.write(start) == "20270112T090000Z")
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "20270112T0900Z", "20270112T090030Z", "20270132T090000Z", "20270112T250000Z", "2027-01-12T09:00Z",
            "20270112T090000z", "99990112T090000Z0", "٢٠٢٧٠١١٢T٠٩٠٠٠٠Z",
        ])
    func refused(text: String) {
        #expect(SlotName.read(text) == nil)
    }
}
