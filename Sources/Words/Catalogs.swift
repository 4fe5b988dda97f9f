// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// All languages' catalogs, read once at start from `Catalogs/<language>/<area>.json`.
public struct Catalogs: Sendable {
    private let catalogs: [Language: Catalog]

    public enum Failure: Error, Equatable {
        /// A key stands in a file of another area: `key`, `file`.
        case misplacedKey(String, file: String)
        /// No catalog files were found for a language.
        case empty(Language)
    }

    public init() throws {
        try self.init(directory: Bundle.module.bundleURL.appending(path: "Catalogs"))
    }

    public init(directory: URL) throws {
        var catalogs: [Language: Catalog] = [:]
        for language in Language.allCases {
            let folder = directory.appending(path: language.rawValue)
            var entries: [String: String] = [:]
            for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            where file.pathExtension == "json" {
                let area = file.deletingPathExtension().lastPathComponent
                for (key, sentence) in try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file)) {
                    guard key.hasPrefix(area + "_") else {
                        throw Failure.misplacedKey(key, file: file.lastPathComponent)
                    }
                    entries[key] = sentence
                }
            }
            guard !entries.isEmpty else { throw Failure.empty(language) }
            catalogs[language] = Catalog(language: language, entries: entries)
        }
        self.catalogs = catalogs
    }

    public subscript(language: Language) -> Catalog {
        catalogs[language] ?? Catalog(language: language, entries: [:])
    }
}
