// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// Identifiers of rows and leases, in hexadecimal: the time in milliseconds (48 bits), so that what is made together lies
/// together in the tables' indexes, and 80 random bits. They are no secrets.
enum RandomID {
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return make(at: Date(), generator.next(), generator.next())
    }

    /// The same for the same text: what has a number of its own is made once.
    static func make(of text: String, at date: Date) -> String {
        let words = SHA256.hash(data: Data(text.utf8)).withUnsafeBytes { bytes in
            (0..<2).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self) }
        }
        return make(at: date, words[0], words[1])
    }

    private static func make(at date: Date, _ first: UInt64, _ second: UInt64) -> String {
        let milliseconds = UInt64(max(0, date.timeIntervalSince1970 * 1000))
        return Hexadecimal.text(
            [milliseconds << 16 | first & 0xFFFF, second].flatMap { half in
                (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) }
            })
    }
}
