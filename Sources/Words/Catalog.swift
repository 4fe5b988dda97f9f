// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The sentences of one language. Keys are `area_name` (`call_mute`, `mail_subject`), after the catalog file they stand in.
public struct Catalog: Sendable {
    public let language: Language
    let entries: [String: String]

    public init(language: Language, entries: [String: String]) {
        self.language = language
        self.entries = entries
    }

    /// The sentence for a key with `{placeholders}` filled in. An unknown key yields the key itself; the gate's check of
    /// the catalogs keeps that from being seen.
    public func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        guard let sentence = entries[key] else { return key }
        return values.isEmpty ? sentence : Self.filled(sentence, values)
    }

    /// The sentence with each `{name}` that has a value replaced by it. Values are text: braces in them stay as they are, as
    /// do braces around anything else.
    public static func filled(_ sentence: String, _ values: [String: String]) -> String {
        var filled = ""
        var rest = Substring(sentence)
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
            filled += rest[..<open]
            rest = rest[open...]
            guard let close = rest.utf8.firstIndex(of: UInt8(ascii: "}")) else { break }
            let start = rest.utf8.index(after: open)
            if let value = values[String(rest[start..<close])] {
                filled += value
                rest = rest[rest.utf8.index(after: close)...]
            } else {
                filled += "{"
                rest = rest[start...]
            }
        }
        return filled + rest
    }

    /// The sentence for a key, or nil when this catalog has none.
    public func sentence(_ key: String) -> String? {
        entries[key]
    }

    /// Every entry of the named areas, for a page's scripts.
    public func area(_ areas: String...) -> [String: String] {
        entries.filter { entry in areas.contains { entry.key.hasPrefix($0 + "_") } }
    }

    /// All keys, sorted.
    public var keys: [String] { entries.keys.sorted() }
}
