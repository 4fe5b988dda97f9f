// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Calls

/// Damaged messages, as any page with a link may send them. `VISAVIS_FUZZ_INPUTS` says how many packets elsewhere, here one for
/// ten of those; `VISAVIS_FUZZ_SEED` where they begin.
@Suite("Damaged messages")
struct MessageFuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let inputs = environment["VISAVIS_FUZZ_INPUTS"].flatMap(Int.init).map { $0 / 10 } ?? 50_000
    private static let seed = environment["VISAVIS_FUZZ_SEED"].flatMap(UInt64.init) ?? 8259

    private static let whole = [
        #"{"type":"hello","version":1,"resume":null}"#,
        #"{"type":"knock","id":2,"knock":"k9","name":"Zo\u00eb \ud83d\ude00","left":29000}"#,
        #"{"type":"ready","id":1,"name":null,"devices":{"camera":true,"microphone":false,"speaker":true}}"#,
        #"{"type":"wait","id":7,"knock":"k","text":"Un instant, s'il vous pla\u00eet"}"#,
        SignalFrameTests.description("offer", #"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\na=ice-ufrag:abcd\r\n"#),
        SignalFrameTests.candidate(
            "candidate:1 1 udp 2122260223 192.0.2.1 54321 typ host", #","sdpMid":"0","sdpMLineIndex":0"#),
    ].map { Array($0.utf8) }

    /// What is put in somewhere: where readers have their bounds.
    private static let pieces =
        [
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616",
            "999999999999999999", "1e999", "-", "0", ".5", "\\u", "\\ud83d", "\\", "\"", "{", "[", "}", "null", "\u{0}",
            "é",
        ].map { Array($0.utf8) } + [
            [0xFF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], Array(repeating: 0x39, count: 40),
        ]

    @Test("None ends the program: each is read or refused")
    func damaged() {
        var generator = SeededGenerator(seed: Self.seed)
        var read = 0
        for _ in 0..<Self.inputs {
            let bytes = Self.damage(&generator)
            bytes.withUnsafeBytes { raw in
                read += (try? ClientMessage(reading: raw)) == nil ? 0 : 1
                read += (try? SignalFrame.validate(raw)) == nil ? 0 : 1
                _ = try? JSONValue(reading: raw)
            }
        }
        // The damage must not be so great that nothing is left to read.
        #expect(read > Self.inputs / 20)
    }

    private static func damage(_ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = whole[Int.random(in: 0..<whole.count, using: &generator)]
        for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: place)
            case 2: bytes.removeSubrange(place...)
            case 3: bytes.insert(contentsOf: pieces.randomElement(using: &generator) ?? [], at: place)
            default: swapNumber(in: &bytes, from: place, &generator)
            }
        }
        return bytes
    }

    /// Puts a piece in the place of the next number.
    private static func swapNumber(in bytes: inout [UInt8], from place: Int, _ generator: inout SeededGenerator) {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
        let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.endIndex
        bytes.replaceSubrange(start..<end, with: pieces.randomElement(using: &generator) ?? [])
    }
}
