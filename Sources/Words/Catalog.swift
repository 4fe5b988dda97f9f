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
        guard var sentence = entries[key] else { return key }
        guard !values.isEmpty else { return sentence }
        for (name, value) in values {
            sentence = sentence.replacing("{\(name)}", with: value)
        }
        return sentence
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
