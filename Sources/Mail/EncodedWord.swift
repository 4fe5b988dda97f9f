// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// RFC 2047: text outside ASCII in header fields, as base64 words of UTF-8.
enum EncodedWord {
    /// A word is `=?UTF-8?B?…?=` with at most this many bytes inside, so that it fits a line behind any field name used here.
    private static let bytesPerWord = 39
    private static let longestPlainWord = 60

    /// The words of unstructured text: as they are where they are plain ASCII, encoded otherwise.
    static func words(_ text: String) -> [String] {
        let text = withoutControls(text)
        if isPlain(text) { return text.split(separator: " ").map(String.init) }
        var words: [String] = []
        var chunk: [UInt8] = []
        for scalar in text.unicodeScalars {
            if chunk.count + scalar.utf8.count > bytesPerWord {
                words.append(word(chunk))
                chunk = []
            }
            chunk += scalar.utf8
        }
        if !chunk.isEmpty { words.append(word(chunk)) }
        return words
    }

    /// Printable ASCII whose words can be folded and cannot be taken for encoded ones.
    static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
            && text.split(separator: " ").allSatisfy { $0.utf8.count <= longestPlainWord }
    }

    /// Control characters, CR and LF among them, become spaces.
    static func withoutControls(_ text: String) -> String {
        // Most texts have none, and UTF-8 writes one with a byte below 0x20, 0x7F, or 0xC2 before.
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            scalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return String(scalars)
    }

    /// Reads back what `words` wrote (base64 of UTF-8 only); other text stays as it is.
    static func decoded(_ value: String) -> String {
        var result = ""
        var afterEncoded = false
        for word in value.split(separator: " ") {
            let encoded = decodedWord(word)
            if !result.isEmpty, encoded == nil || !afterEncoded { result += " " }
            result += encoded ?? String(word)
            afterEncoded = encoded != nil
        }
        return result
    }

    private static func decodedWord(_ word: Substring) -> String? {
        guard word.hasPrefix("=?UTF-8?B?"), word.hasSuffix("?="), word.count > 12,
            let data = Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))
        else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    private static func word(_ bytes: [UInt8]) -> String {
        "=?UTF-8?B?\(Data(bytes).base64EncodedString())?="
    }
}
