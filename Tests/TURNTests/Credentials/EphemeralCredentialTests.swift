// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TURN

@Suite("Ephemeral credentials (draft-uberti-behave-turn-rest-00)")
struct EphemeralCredentialTests {
    @Test("the password is base64 of HMAC-SHA1 of the username")
    func password() {
        let credential = EphemeralCredential.make(
            secret: "north", participant: "q7Wm2Xk9", lifetime: .seconds(600), now: 1_780_473_600)
        #expect(credential?.username == "1780474200:q7Wm2Xk9")
        #expect(credential?.password == "OFORsR3Ob4XLGQk2+uSjE4fd5w0=")
    }

    @Test("names of another form are not made")
    func names() {
        for participant in ["", "a b", "a:b", "é", String(repeating: "a", count: 65)] {
            let made = EphemeralCredential.make(secret: "s", participant: participant, lifetime: .seconds(1), now: 0)
            #expect(made == nil)
        }
        let longest = String(repeating: "a", count: 64)
        #expect(EphemeralCredential.make(secret: "s", participant: longest, lifetime: .seconds(1), now: 0) != nil)
    }

    @Test(
        "case 9: a username is read strictly",
        arguments: [
            "", ":", "12:", ":anna", "anna", "-1:anna", "+1:anna", "1e9:anna", " 12:anna", "12:an na", "12:%s%n",
            "12:\0", "12:'anna'", "12:\"anna\"", "1234567890123:anna", "12:ann\u{e9}", "12:anna:x",
        ])
    func strict(username: String) {
        #expect(EphemeralUsername(reading: Array(username.utf8)) == nil)
    }

    @Test("case 9: 400 digits, 513 bytes and bytes that are no UTF-8 are nobody's name")
    func long() {
        #expect(EphemeralUsername(reading: Array((String(repeating: "9", count: 400) + ":anna").utf8)) == nil)
        #expect(EphemeralUsername(reading: Array(("12:" + String(repeating: "a", count: 510)).utf8)) == nil)
        #expect(EphemeralUsername(reading: Array("12:".utf8) + [0xff, 0xfe]) == nil)
    }

    @Test("a name that begins with test. is a device test")
    func deviceTest() {
        #expect(EphemeralUsername(reading: Array("12:test.8".utf8))?.isDeviceTest == true)
        #expect(EphemeralUsername(reading: Array("12:testing".utf8))?.isDeviceTest == false)
        #expect(EphemeralUsername(reading: Array("12:a.test.8".utf8))?.expiry == 12)
    }
}
