// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Mustache
import Words

/// The names that a template asked for and nobody had. Used on one thread, by the check at start and by tests.
final class Misses {
    private(set) var names: Set<String> = []

    func add(_ name: String) { names.insert(name) }
}

/// Fields that note what is asked of them in vain. The name counts as missed only at the outermost fields: mustache
/// asks every scope from the inside out.
struct RecordingFields: MustacheParent {
    private let fields: Fields
    private let outer: [Fields]
    private let misses: Misses

    init(_ fields: Fields, outer: [Fields] = [], misses: Misses) {
        self.fields = fields
        self.outer = outer
        self.misses = misses
    }

    func child(named name: String) -> Any? {
        guard let value = fields.child(named: name) else {
            if !outer.contains(where: { $0.child(named: name) != nil }) { misses.add(name) }
            return nil
        }
        return recording(value)
    }

    private func recording(_ value: Any) -> Any {
        switch value {
        case let inner as Fields: RecordingFields(inner, outer: outer + [fields], misses: misses)
        case let rows as [Fields]: rows.map { RecordingFields($0, outer: outer + [fields], misses: misses) }
        case let words as Catalog: RecordingWords(words: words, misses: misses)
        default: value
        }
    }
}

/// A catalog that notes keys it does not have.
struct RecordingWords: MustacheParent {
    let words: Catalog
    let misses: Misses

    func child(named name: String) -> Any? {
        guard let sentence = words.sentence(name) else {
            misses.add("t.\(name)")
            return nil
        }
        return sentence
    }
}
