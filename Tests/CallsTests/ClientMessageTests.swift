// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@testable import Calls

@Suite struct ClientMessageTests {
    static func refusal(_ text: String) -> MessageRefusal? {
        do {
            _ = try ClientMessage(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func commandsAreDecoded() throws {
        let knock = try ClientMessage(
            #"{"type":"knock","id":2,"knock":"k9","name":"Zo\u00eb","left":29000}"#)
        #expect(knock == .command(id: 2, .knock(KnockID("k9"), name: "Zoë", left: .seconds(29))))
        let ready = try ClientMessage(
            #"{"type":"ready","id":1,"name":null,"devices":{"camera":true,"microphone":false,"speaker":true}}"#)
        #expect(
            ready
                == .command(id: 1, .ready(name: nil, devices: Devices(camera: true, microphone: false, speaker: true))))
        #expect(try ClientMessage(#"{"type":"hang_up","id":13}"#) == .command(id: 13, .hangUp))
        #expect(try ClientMessage(#"{"type":"hello","version":1,"resume":null}"#) == .hello(.init()))
    }

    @Test(arguments: [
        "", "{", "null", "[]", "1", "\u{FEFF}{}", "{}", #"{"type":5}"#, #"{"id":1}"#,
        #"{"type":"open"}"#, #"{"type":"open","id":0}"#, #"{"type":"open","id":-1}"#, #"{"type":"open","id":1.5}"#,
        #"{"type":"open","id":1e3}"#, #"{"type":"open","id":"1"}"#, #"{"type":"open","id":9007199254740992}"#,
        #"{"type":"open","id":9223372036854775808}"#, #"{"type":"open","id":-9223372036854775809}"#,
        #"{"type":"hello","version":\#(String(repeating: "9", count: 400)),"resume":null}"#,
        #"{"type":"open","id":01}"#, #"{"type":"open","id":1,"id":2}"#, #"{"type":"hello","version":2,"resume":null}"#,
        #"{"type":"hello","version":1}"#, #"{"type":"hello","version":1,"resume":""}"#, #"{"type":"pong","x":1}"#,
        #"{"type":"hello","version":1,"resume":null,"takeBack":null}"#, #"{"type":"open","id":1} x"#,
        "{\"type\":\"op\nen\"}",
    ])
    func whatIsNoMessageIsMalformed(text: String) {
        #expect(Self.refusal(text) == MessageRefusal(id: 0, reason: .malformed))
    }

    @Test(arguments: [
        #"{"type":"jump","id":7}"#, #"{"type":"open","id":7,"room":"x"}"#, #"{"type":"lock","id":7}"#,
        #"{"type":"lock","id":7,"locked":1}"#,
        #"{"type":"mute","id":7,"kind":"screen"}"#, #"{"type":"admit","id":7,"knock":"a b"}"#,
        #"{"type":"admit","id":7,"knock":""}"#, #"{"type":"knock","id":7,"knock":"k","name":"Z"}"#,
        #"{"type":"knock","id":7,"knock":"k","name":null,"left":null}"#,
        #"{"type":"knock","id":7,"knock":"k","name":"Z","left":30001}"#,
        #"{"type":"wait","id":7,"knock":"k","text":"a\nb"}"#, #"{"type":"wait","id":7,"knock":"k","text":"\u202ea"}"#,
        #"{"type":"wait","id":7,"knock":"k","text":"\#(String(repeating: "a", count: 201))"}"#,
        #"{"type":"ready","id":7,"name":"Z","devices":{"camera":true,"microphone":true}}"#,
        #"{"type":"ready","id":7,"name":"Z","devices":{"camera":true,"microphone":true,"speaker":true,"x":1}}"#,
    ])
    func aCommandOutOfBoundsIsMalformedUnderItsID(text: String) {
        #expect(Self.refusal(text) == MessageRefusal(id: 7, reason: .malformed))
    }

    @Test func rule3ANameNobodyHasIsRefusedAsAName() {
        let name = String(repeating: "a", count: 2001)
        #expect(
            Self.refusal(#"{"type":"knock","id":7,"knock":"k","name":"\#(name)","left":null}"#)
                == MessageRefusal(id: 7, reason: .name))
    }

    @Test func deepNestingIsRefused() {
        let deep = String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)
        #expect(Self.refusal(#"{"type":\#(deep)}"#) == MessageRefusal(id: 0, reason: .malformed))
    }

    @Test func textIsWrittenAsItWasRead() throws {
        let text = "a\"b\\c\n\u{1}é😀\u{2028}</script>"
        let value = JSONValue.object(["text": .string(text)])
        #expect(try JSONValue(reading: value.bytes) == value)
    }
}
