// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Calls

@Suite struct SignalFrameTests {
    static func validate(_ text: String) throws(SignalFrame.Refusal) -> SignalFrame {
        try validate(Array(text.utf8))
    }

    static func validate(_ bytes: [UInt8]) throws(SignalFrame.Refusal) -> SignalFrame {
        let result = bytes.withUnsafeBytes { raw in
            Result { () throws(SignalFrame.Refusal) in try SignalFrame.validate(raw) }
        }
        return try result.get()
    }

    static func description(_ type: String, _ sdp: String) -> String {
        #"{"type":"signal","call":"c1","description":{"type":"\#(type)","sdp":"\#(sdp)"}}"#
    }

    static func candidate(_ candidate: String, _ more: String = "") -> String {
        #"{"type":"signal","call":"c1","candidates":[{"candidate":"\#(candidate)"\#(more)}]}"#
    }

    @Test(arguments: ["offer", "answer", "pranswer", "rollback"])
    func descriptionsPass(type: String) throws {
        let frame = try Self.validate(
            Self.description(type, #"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=é\u00e9\ud83d\ude00\r\n"#))
        #expect(frame.kind == .description)
    }

    @Test func candidatesAreCounted() throws {
        let one =
            #"{"candidate":"candidate:1 1 udp 2122260223 192.0.2.1 54321 typ host","sdpMid":"0","sdpMLineIndex":0,"usernameFragment":null}"#
        for count in [0, 1, 3] {
            let list = Array(repeating: one, count: count).joined(separator: ",")
            let frame = try Self.validate(#"{"type":"signal","call":"c1","candidates":[\#(list)]}"#)
            #expect(frame.kind == .candidates(count))
        }
    }

    @Test func theCallIsReadInPlace() throws {
        let bytes = Array(#"{"type":"signal","candidates":[], "call" : "c3Vx8Zk1" }"#.utf8)
        try bytes.withUnsafeBytes { raw in
            let frame = try SignalFrame.validate(raw)
            #expect(frame.belongs(to: "c3Vx8Zk1", in: raw))
            #expect(!frame.belongs(to: "c3Vx8Zk", in: raw))
            #expect(!frame.belongs(to: "c3Vx8Zk12", in: raw))
            #expect(!frame.belongs(to: "", in: raw))
        }
    }

    @Test func onlyTheExactBeginningIsASignal() {
        for text in [#"{"type": "signal","call":"c1"}"#, #" {"type":"signal","#, #"{"call":"c1","type":"signal"}"#, ""]
        {
            Array(text.utf8).withUnsafeBytes { #expect(!SignalFrame.isSignal($0)) }
        }
        Array(#"{"type":"signal","call""#.utf8).withUnsafeBytes { #expect(SignalFrame.isSignal($0)) }
    }

    @Test(arguments: [
        candidate(#"candidate:1\r\na=ice-pwd:x"#), candidate(#"candidate:1\na=x"#), candidate(#"candidate:1\u000d"#),
        candidate(#"candidate:1\u2028x"#), candidate("candidate:%s"), candidate("<script>"), candidate("a\nb"),
        candidate(String(repeating: "a", count: 1025)), candidate("candidate:1", #","extra":1"#),
        candidate("candidate:1", #","sdpMid":"a\r\nb""#), candidate("candidate:1", #","sdpMid":5"#),
        candidate("candidate:1", #","sdpMLineIndex":256"#), candidate("candidate:1", #","sdpMLineIndex":-1"#),
        candidate("candidate:1", #","sdpMLineIndex":0.5"#), candidate("candidate:1", #","candidate":"candidate:2""#),
        candidate("candidate:1", #","usernameFragment":" ""#),
        #"{"type":"signal","call":"c1","candidates":[{"sdpMid":"0"}]}"#,
        #"{"type":"signal","call":"c1","candidates":{}}"#, #"{"type":"signal","call":"c1","candidates":["a"]}"#,
        #"{"type":"signal","call":"c1","candidates":[],}"#,
    ])
    func candidatesWithAnythingElseAreRefused(text: String) {
        #expect(throws: SignalFrame.Refusal.malformed) { try Self.validate(text) }
    }

    @Test(arguments: [
        description("bye", #"v=0\r\n"#), description("offer", ""), description("offer", #"v=0\r"#),
        description("offer", #"v=0\r\rx"#), description("offer", #"no line"#), description("offer", #"v=0\r\nX"#),
        description("offer", #"v=0\u0000"#), description("offer", #"v=0\ud800"#), description("offer", #"v=\x"#),
        description("offer", "v=" + String(repeating: "0", count: 32 * 1024)),
        #"{"type":"signal","call":"c1","description":{"type":"offer"}}"#,
        #"{"type":"signal","call":"c1","description":{"sdp":"v=0"}}"#,
        #"{"type":"signal","call":"c1","description":{"type":"offer","sdp":"v=0","a":1}}"#,
        #"{"type":"signal","call":"c1","description":{"type":"offer","type":"offer","sdp":"v=0"}}"#,
        #"{"type":"signal","call":"c1","description":"v=0"}"#,
    ])
    func descriptionsOutOfShapeAreRefused(text: String) {
        #expect(throws: SignalFrame.Refusal.malformed) { try Self.validate(text) }
    }

    @Test(arguments: [
        #"{"type":"signal","#, #"{"type":"signal",}"#, #"{"type":"signal","call":"c1"}"#,
        #"{"type":"signal","candidates":[]}"#,
        #"{"type":"signal","call":"","candidates":[]}"#, #"{"type":"signal","call":"c 1","candidates":[]}"#,
        #"{"type":"signal","call":"c\u0031","candidates":[]}"#,
        #"{"type":"signal","call":"c1","call":"c1","candidates":[]}"#,
        #"{"type":"signal","call":"c1","candidates":[]} {}"#,
        #"{"type":"signal","call":"c1","candidates":[],"from":"x"}"#,
        #"{"type":"signal","call ":"c1","candidates":[]}"#, #"{"type":"signal","call":"c1","candidates":[]"#,
        #"{"type":"signal","call":"c1","candidates":[],"description":{"type":"offer","sdp":"v=0"}}"#,
        #"{"type":"signal","call":"\#(String(repeating: "c", count: 65))","candidates":[]}"#,
    ])
    func messagesOutOfShapeAreRefused(text: String) {
        #expect(throws: SignalFrame.Refusal.malformed) { try Self.validate(text) }
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8], [0xC3],
            [0x80],
        ] as [[UInt8]])
    func bytesThatAreNotUTF8AreRefused(sequence: [UInt8]) {
        let parts = Self.description("offer", "v=0|").split(separator: "|").map { Array($0.utf8) }
        let bytes = parts[0] + sequence + parts[1]
        #expect(throws: SignalFrame.Refusal.malformed) { try Self.validate(bytes) }
    }

    @Test func everyCutOffFrameIsRefused() {
        let whole = Array(Self.description("offer", #"v=0\r\n"#).utf8)
        for length in SignalFrame.prefix.utf8CodeUnitCount..<whole.count {
            #expect(throws: SignalFrame.Refusal.malformed) { try Self.validate(Array(whole.prefix(length))) }
        }
    }

    @Test func theLargestDescriptionPasses() throws {
        let sdp = "v=" + String(repeating: "0", count: 32 * 1024 - 2)
        #expect(try Self.validate(Self.description("offer", sdp)).kind == .description)
    }

    @Test func anAllowanceGivesItsBurstThenItsRate() {
        var allowance = MessageAllowance()
        let taken = (0..<300).filter { _ in allowance.take(at: 0, burst: 200, interval: 50_000_000) }.count
        #expect(taken == 200)
        let later = (0..<300).filter { _ in allowance.take(at: 1_000_000_000, burst: 200, interval: 50_000_000) }.count
        #expect(later == 20)
    }
}
