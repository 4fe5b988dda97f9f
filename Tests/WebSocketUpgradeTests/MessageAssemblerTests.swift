// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOWebSocket
import Testing

@testable import WebSocketUpgrade

@Suite("Frames to messages (RFC 6455, section 5)")
struct MessageAssemblerTests {
    private var assembler = MessageAssembler(maxMessageBytes: 64 * 1024, maxFragments: 64)

    @Test("a text of any length arrives unmasked", arguments: [0, 1, 7, 8, 9, 125, 126, 4_097, 65_536])
    mutating func anyLength(_ length: Int) {
        let text = String((0..<length).map { Character(UnicodeScalar(UInt8(97 + $0 % 26))) })
        #expect(self.assembler.receive(.masked(.text, Array(text.utf8))) == .text(ByteBuffer(string: text)))
    }

    @Test("fragments are joined, with a ping between them and a character cut in two")
    mutating func fragments() {
        let bytes = Array("Zoë".utf8)
        #expect(self.assembler.receive(.masked(.text, Array(bytes[..<3]), fin: false)) == nil)
        #expect(self.assembler.receive(.masked(.ping, [1, 2])) == .ping(ByteBuffer(bytes: [1, 2])))
        #expect(self.assembler.receive(.masked(.continuation, [], fin: false)) == nil)
        #expect(self.assembler.receive(.masked(.continuation, [bytes[3]])) == .text(ByteBuffer(string: "Zoë")))
        #expect(self.assembler.receive(.masked(.text, [65])) == .text(ByteBuffer(string: "A")))
    }

    @Test("an unmasked frame closes with 1002")
    mutating func unmasked() {
        let frame = WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: "x"))
        #expect(self.assembler.receive(frame) == .failure(code: 1002))
    }

    @Test("a reserved bit closes with 1002", arguments: 1...3)
    mutating func reservedBit(_ bit: Int) {
        var frame = WebSocketFrame.masked(.text, [65])
        switch bit {
        case 1: frame.rsv1 = true
        case 2: frame.rsv2 = true
        default: frame.rsv3 = true
        }
        #expect(self.assembler.receive(frame) == .failure(code: 1002))
    }

    @Test("a reserved opcode closes with 1002", arguments: [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] as [UInt8])
    mutating func reservedOpcode(_ code: UInt8) throws {
        let opcode = try #require(WebSocketOpcode(encodedWebSocketOpcode: code))
        #expect(self.assembler.receive(.masked(opcode, [])) == .failure(code: 1002))
    }

    @Test("a control frame that is fragmented or longer than 125 bytes closes with 1002")
    mutating func controlFrames() {
        #expect(self.assembler.receive(.masked(.ping, [], fin: false)) == .failure(code: 1002))
        let long = [UInt8](repeating: 0, count: 126)
        #expect(self.assembler.receive(.masked(.ping, long)) == .failure(code: 1002))
    }

    @Test("a continuation of nothing, and a new message inside another, close with 1002")
    mutating func outOfTurn() {
        #expect(self.assembler.receive(.masked(.continuation, [65])) == .failure(code: 1002))
        #expect(self.assembler.receive(.masked(.text, [65], fin: false)) == nil)
        #expect(self.assembler.receive(.masked(.text, [65])) == .failure(code: 1002))
    }

    @Test("binary closes with 1003")
    mutating func binary() {
        #expect(self.assembler.receive(.masked(.binary, [1])) == .failure(code: 1003))
    }

    @Test("text that is not UTF-8 closes with 1007, at the first fragment that shows it")
    mutating func notUTF8() {
        #expect(self.assembler.receive(.masked(.text, [0xED, 0xA0], fin: false)) == .failure(code: 1007))
        #expect(self.assembler.receive(.masked(.text, [0xC3])) == .failure(code: 1007))
    }

    @Test("a message of more than 64 KiB closes with 1009, in however many fragments")
    mutating func tooLarge() {
        let half = [UInt8](repeating: 65, count: 32 * 1024)
        #expect(self.assembler.receive(.masked(.text, half, fin: false)) == nil)
        #expect(self.assembler.receive(.masked(.continuation, half, fin: false)) == nil)
        #expect(self.assembler.receive(.masked(.continuation, [65])) == .failure(code: 1009))
    }

    @Test("the 65th fragment closes with 1009, though all are empty")
    mutating func tooManyFragments() {
        #expect(self.assembler.receive(.masked(.text, [], fin: false)) == nil)
        for _ in 2...64 { #expect(self.assembler.receive(.masked(.continuation, [], fin: false)) == nil) }
        #expect(self.assembler.receive(.masked(.continuation, [])) == .failure(code: 1009))
    }

    @Test("a close frame's code is checked", arguments: [1000, 1001, 1003, 1007, 1011, 3000, 4401, 4999] as [UInt16])
    mutating func closeCodes(_ code: UInt16) {
        #expect(self.assembler.receive(.close(code, "au revoir")) == .close(code: code))
    }

    @Test(
        "a code that may not be sent closes with 1002",
        arguments: [0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535] as [UInt16])
    mutating func forbiddenCloseCodes(_ code: UInt16) {
        #expect(self.assembler.receive(.close(code, "")) == .failure(code: 1002))
    }

    @Test("a close frame may be empty, not one byte long, and its reason is UTF-8")
    mutating func closePayloads() {
        #expect(self.assembler.receive(.masked(.connectionClose, [])) == .close(code: 1005))
        #expect(self.assembler.receive(.masked(.connectionClose, [3])) == .failure(code: 1002))
        #expect(self.assembler.receive(.masked(.connectionClose, [3, 232, 0xFF])) == .failure(code: 1007))
    }
}

extension WebSocketFrame {
    static func masked(_ opcode: WebSocketOpcode, _ bytes: [UInt8], fin: Bool = true) -> WebSocketFrame {
        let key: WebSocketMaskingKey = [0x37, 0xFA, 0x21, 0x3D]
        var data = ByteBuffer(bytes: bytes)
        data.webSocketMask(key)
        return WebSocketFrame(fin: fin, opcode: opcode, maskKey: key, data: data)
    }

    static func close(_ code: UInt16, _ reason: String) -> WebSocketFrame {
        .masked(.connectionClose, [UInt8(code >> 8), UInt8(code & 0xFF)] + Array(reason.utf8))
    }
}
