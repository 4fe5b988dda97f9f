// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing

@testable import TURN

@Suite("A byte stream cut into frames (RFC 8656, 12.5)")
struct StreamFramerTests {
    private let mixed = Frames.joined(
        Frames.binding(), Frames.channelData([1, 2, 3]), Frames.channelData([]), Frames.binding())

    @Test("whole frames pass as they came")
    func whole() throws {
        var framer = StreamFramer()
        #expect(try framer.read(mixed) == mixed)
        #expect(framer.keptBytes == 0)
    }

    @Test("byte by byte they come out whole and in order")
    func byteByByte() throws {
        var framer = StreamFramer()
        var out = ByteBuffer()
        for byte in mixed.readableBytesView {
            if let frames = try framer.read(ByteBuffer(bytes: [byte])) { out.writeImmutableBuffer(frames) }
        }
        #expect(out == mixed)
        #expect(framer.keptBytes == 0)
    }

    @Test("cut anywhere, nothing is lost", arguments: 1..<52)
    func cut(_ place: Int) throws {
        var framer = StreamFramer()
        var bytes = mixed
        let front = bytes.readSlice(length: place) ?? ByteBuffer()
        var out = try framer.read(front) ?? ByteBuffer()
        if let rest = try framer.read(bytes) { out.writeImmutableBuffer(rest) }
        #expect(out == mixed)
    }

    @Test("what is kept of a large read is a copy of its size")
    func rest() throws {
        var framer = StreamFramer()
        let large = Frames.channelData(Array(repeating: 7, count: 60_000))
        _ = try framer.read(Frames.joined(large, ByteBuffer(bytes: [0, 1])))
        #expect(framer.keptBytes == 2)
    }

    @Test("ChannelData where only STUN has a meaning is refused")
    func early() {
        var framer = StreamFramer()
        framer.allowsChannelData = false
        #expect(throws: StreamFramer.Failure.invalidFrame) { try framer.read(Frames.channelData([1])) }
    }

    @Test("a frame announced larger than allowed is refused before it comes")
    func large() throws {
        var framer = StreamFramer()
        framer.maxFrame = 2_048
        #expect(try framer.read(Frames.announced(2_028)) == nil)
        var other = StreamFramer()
        other.maxFrame = 2_048
        #expect(throws: StreamFramer.Failure.invalidFrame) { try other.read(Frames.announced(2_032)) }
    }

    @Test(
        "what is neither STUN nor ChannelData is refused",
        arguments: [
            "GET / HTTP/1.1\r\n\r\n", "\u{16}\u{3}\u{1}\u{0}\u{5}\u{1}\u{0}\u{0}", "\u{0}\u{1}\u{0}\u{1}",
            "\u{0}\u{1}\u{0}\u{0}abcd",
            "\u{7f}\u{0}",
        ])
    func foreign(_ text: String) {
        var framer = StreamFramer()
        framer.allowsChannelData = false
        #expect(throws: StreamFramer.Failure.invalidFrame) { try framer.read(ByteBuffer(string: text)) }
    }

    @Test("the largest Send indication fits")
    func largest() throws {
        var framer = StreamFramer()
        #expect(try framer.read(Frames.announced(36 - 20 + 65_508)) == nil)
    }
}
