// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Mustache

/// The values that a template may name. A nil is kept as an explicit absence, so that a missing value in a row never
/// takes the outer scope's value of the same name.
struct Fields: MustacheParent, ExpressibleByDictionaryLiteral {
    private(set) var values: [String: Any]

    init(dictionaryLiteral elements: (String, Any?)...) {
        values = Dictionary(elements.map { ($0.0, $0.1 ?? false) }, uniquingKeysWith: { $1 })
    }

    func child(named name: String) -> Any? { values[name] }

    /// These fields and the other's, whose values win.
    func merging(_ other: Fields) -> Fields {
        var merged = self
        merged.values.merge(other.values) { $1 }
        return merged
    }
}
