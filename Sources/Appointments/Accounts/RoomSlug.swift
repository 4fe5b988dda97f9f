// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The room's link: a readable name, for people, and a random tail, so that nobody guesses it (`anne-k7f3q9x2`).
enum RoomSlug {
    /// Without characters that are read as one another.
    private static let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")
    private static let letters: [Character: String] = [
        "æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    ]

    static func make(name: String) -> String {
        var generator = SystemRandomNumberGenerator()
        let tail = (0..<8).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
        return readable(name) + "-" + String(tail)
    }

    /// Lower-case ASCII letters and digits with single hyphens, at most 40.
    static func readable(_ name: String) -> String {
        let plain = name.lowercased().map { letters[$0] ?? String($0) }.joined()
            .decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
        let words = plain.split { !(("a"..."z").contains($0) || ("0"..."9").contains($0)) }.map { String($0) }
        let joined = words.joined(separator: "-").prefix(40)
        let trimmed = joined.last == "-" ? joined.dropLast() : joined
        return trimmed.isEmpty ? "visio" : String(trimmed)
    }
}
