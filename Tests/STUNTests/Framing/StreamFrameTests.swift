// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@Suite("Frames in a byte stream (RFC 8656, 12.5)")
struct StreamFrameTests {
    private func frame(_ bytes: [UInt8], maximum: Int = StreamFrame.maximumByteCount) -> StreamFrame {
        bytes.withUnsafeBytes { StreamFrame(at: $0, maximum: maximum) }
    }

    @Test("A message is as long as its header says, and asks for what it needs byte by byte")
    func message() {
        let bytes = STUNTests.message([(0x0014, Array("visavis".utf8))])
        for count in 0..<bytes.count {
            let expected = count < 4 ? 4 : count < 8 ? 8 : bytes.count
            #expect(frame(Array(bytes[..<count])) == .need(expected))
        }
        #expect(frame(bytes) == .frame(bytes.count))
        #expect(frame(bytes + [1, 2, 3]) == .frame(bytes.count))
    }

    @Test("ChannelData takes its padding along", arguments: [0, 1, 2, 3, 4, 5, 1200, 65_535])
    func channelData(_ length: Int) {
        let header: [UInt8] = [0x40, 0x01, UInt8(length >> 8), UInt8(length & 0xff)]
        let whole = header + Array(repeating: 0, count: (length + 3) & ~3)
        #expect(frame(whole) == .frame(whole.count))
        #expect(frame(whole + [0x40]) == .frame(whole.count))
        #expect(frame(Array(whole.dropLast())) == .need(whole.count == 4 ? 4 : whole.count))
        #expect(whole.count <= StreamFrame.maximumByteCount)
    }

    @Test("Other first bytes are the end of the stream", arguments: UInt8(0x50)...0xff)
    func other(_ byte: UInt8) {
        #expect(frame([byte]) == .invalid)
        #expect(PacketKind(firstByte: byte) == .other)
    }

    @Test("A wrong cookie, an odd length and a frame above the limit are the end of the stream")
    func invalid() {
        #expect(frame(hex("0001 0001 2112a442")) == .invalid)
        #expect(frame(hex("0001 0000 2112a443")) == .invalid)
        #expect(frame(hex("0001 0064 2112a442"), maximum: 100) == .invalid)
        #expect(frame(hex("4001 0064"), maximum: 100) == .invalid)
        #expect(frame(hex("4001 0060"), maximum: 100) == .need(100))
    }
}
