// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Web

struct SentFormsTests {
    private let now = Date(timeIntervalSince1970: 1_780_000_000)

    private func form(_ text: String) throws -> Form {
        try Form(text.utf8, allowed: ["name", "email", "phone", "note", "consent"])
    }

    @Test("A form is found by its number and by the hold that it used up")
    func find() throws {
        let (forms, stamp) = (SentForms(), FillStamp(now: now))
        let sent = SentForms.Sent(token: "t", start: now, mark: SentForms.mark(try form("name=Zoe")))
        #expect(forms.find(stamp) == nil && forms.find(hold: "h") == nil)
        forms.keep(stamp, sent, hold: "h")
        #expect(forms.find(stamp) == sent && forms.find(hold: "h") == sent)
        #expect(forms.find(FillStamp(now: now)) == nil && forms.find(hold: "") == nil)
        var corrected = sent
        corrected.token = "u"
        forms.keep(stamp, corrected, hold: nil)
        #expect(forms.find(hold: "h")?.token == "u")
    }

    @Test("What was typed tells a second press from a correction, and nothing else does")
    func mark() throws {
        let typed = SentForms.mark(try form("name=Zoe&email=zoe%40exmaple.org&consent=on"))
        #expect(SentForms.mark(try form("email=zoe%40exmaple.org&name=Zoe+&note=")) == typed)
        #expect(SentForms.mark(try form("name=Zoe&email=zoe%40example.org")) != typed)
        #expect(SentForms.mark(try form("name=Zoe&email=zoe%40exmaple.org&note=x")) != typed)
    }

    @Test("No more forms are remembered than there is room for")
    func most() {
        let forms = SentForms(most: 2)
        let stamps = (0..<3).map { _ in FillStamp(now: now) }
        for stamp in stamps { forms.keep(stamp, SentForms.Sent(token: "t", start: now, mark: ""), hold: nil) }
        #expect(stamps.map { forms.find($0) != nil } == [false, false, true])
    }
}
