// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Synchronization

/// Identifiers of rows and leases, in hexadecimal: the time in milliseconds (48 bits), so that what is made together lies
/// together in the tables' indexes, and 80 random bits. They are no secrets.
enum RandomID {
    private static let last = Mutex<(first: UInt64, second: UInt64)>((0, 0))

    /// Greater than all that this process made before (RFC 9562 6.2, method 2): the mails of one change leave in their order.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let new = (first: firstHalf(Date(), generator.next()), second: generator.next() as UInt64)
        let step = UInt64.random(in: 1...UInt64(UInt32.max), using: &generator)
        let made = last.withLock { last in
            if new.first >> 16 > last.first >> 16 {
                last = new
            } else {
                let (sum, isOver) = last.second.addingReportingOverflow(step)
                last = (last.first &+ (isOver ? 1 : 0), sum)
            }
            return last
        }
        return text(made.first, made.second)
    }

    /// The same for the same text: what has a number of its own is made once.
    static func make(of text: String, at date: Date) -> String {
        let words = SHA256.hash(data: Data(text.utf8)).withUnsafeBytes { bytes in
            (0..<2).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self) }
        }
        return Self.text(firstHalf(date, words[0]), words[1])
    }

    /// The time and 16 of the random bits.
    private static func firstHalf(_ date: Date, _ random: UInt64) -> UInt64 {
        UInt64(max(0, date.timeIntervalSince1970 * 1000)) << 16 | random & 0xFFFF
    }

    private static func text(_ first: UInt64, _ second: UInt64) -> String {
        Hexadecimal.text(
            [first, second].flatMap { half in
                (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) }
            })
    }
}
