// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Identifiers of rows and leases, in hexadecimal: the time in milliseconds (48 bits), so that what is made together lies
/// together in the tables' indexes, and 80 random bits. They are no secrets.
enum RandomID {
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let milliseconds = UInt64(max(0, Date().timeIntervalSince1970 * 1000))
        let halves = [milliseconds << 16 | generator.next() & 0xFFFF, generator.next()]
        return Hexadecimal.text(
            halves.flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } })
    }
}
