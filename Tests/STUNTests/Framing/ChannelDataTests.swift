// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@Suite("ChannelData (RFC 8656, 12.4, 12.5)")
struct ChannelDataTests {
    private func header(_ bytes: [UInt8]) -> ChannelDataHeader? {
        bytes.withUnsafeBytes { ChannelDataHeader(reading: $0) }
    }

    @Test("What is written is read, with or without padding behind it")
    func bothWays() throws {
        let channel = try #require(ChannelNumber(rawValue: 0x4123))
        let written = ChannelDataHeader(channel: channel, length: 5)
        var bytes = Array(repeating: UInt8(0xaa), count: 12)
        bytes.withUnsafeMutableBytes { raw in
            guard let base = raw.baseAddress else { return }
            written.write(into: base)
            written.writePadding(into: base + 9)
        }
        #expect(bytes == hex("41230005 aaaaaaaaaa 000000"))
        #expect(header(bytes) == written)
        #expect(header(Array(bytes[..<9])) == written)
        #expect(written.paddedByteCount == 12)
    }

    @Test("Cut off, or with a number that is no channel's, it is none")
    func wrong() {
        for count in 0..<4 { #expect(header(Array(repeating: 0x40, count: count)) == nil) }
        #expect(header(hex("40000000")) != nil)
        #expect(header(hex("4000 0002 aa")) == nil)
        #expect(header(hex("4000 ffff aa")) == nil)
        for number in ["3fff", "5000", "7fff", "ffff", "0000"] { #expect(header(hex(number + "0000")) == nil) }
    }
}
