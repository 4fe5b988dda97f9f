// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Web

@Suite("The ways to hand over a link")
struct InviteToolsTests {
    @Test(
        "WhatsApp gets a number that has a country code, as E.164 writes it, and no other",
        arguments: [
            ("+33 6 12 34 56 78", "33612345678"), ("+1234567", "1234567"), ("+123456789012345", "123456789012345"),
            ("+123456", ""), ("+1234567890123456", ""), ("06 12 34 56 78", ""), ("+0612345678", ""),
            ("+33+612345678", ""), ("", ""),
        ])
    func whatsApp(phone: String, number: String) {
        var tools = InviteTools.sample
        tools.phone = phone
        #expect((tools.fields.child(named: "whatsApp") as? String)?.hasPrefix("https://wa.me/\(number)?text=") == true)
    }
}
