// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One row of an answer. A missing column or another type than asked for is ``StorageError/unexpectedValue(column:)``.
public struct Row: Sendable {
    /// The names of an answer's columns, which all its rows share.
    final class Columns: Sendable {
        let places: [String: Int]
        private let names: [String]

        init(_ names: [String]) {
            self.names = names
            // As in SQL, the first of two columns with one name is the one that is meant.
            places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
        }

        func name(at place: Int) -> String { names[place] }
    }

    private let names: Columns
    private let values: [Value]

    /// - Parameter values: in the order of the columns.
    init(_ names: Columns, _ values: [Value]) {
        self.names = names
        self.values = values
    }

    public var columns: [String] { names.places.keys.sorted() }

    public subscript(column: String) -> Value? { names.places[column].map { values[$0] } }

    public func text(_ column: String) throws(StorageError) -> String {
        guard case .text(let text) = self[column] else { throw .unexpectedValue(column: column) }
        return text
    }

    public func optionalText(_ column: String) throws(StorageError) -> String? {
        self[column] == .null ? nil : try text(column)
    }

    public func integer(_ column: String) throws(StorageError) -> Int {
        guard case .integer(let integer) = self[column] else { throw .unexpectedValue(column: column) }
        return Int(integer)
    }

    public func optionalInteger(_ column: String) throws(StorageError) -> Int? {
        self[column] == .null ? nil : try integer(column)
    }

    public func truth(_ column: String) throws(StorageError) -> Bool {
        try integer(column) != 0
    }

    public func instant(_ column: String) throws(StorageError) -> Date {
        guard case .integer(let milliseconds) = self[column] else { throw .unexpectedValue(column: column) }
        return Date(storedMilliseconds: milliseconds)
    }

    public func optionalInstant(_ column: String) throws(StorageError) -> Date? {
        self[column] == .null ? nil : try instant(column)
    }

    public func data(_ column: String) throws(StorageError) -> Data {
        guard case .data(let data) = self[column] else { throw .unexpectedValue(column: column) }
        return data
    }

    public func optionalData(_ column: String) throws(StorageError) -> Data? {
        self[column] == .null ? nil : try data(column)
    }

    /// A word of a closed list.
    public func word<Word: RawRepresentable>(
        _ column: String, as type: Word.Type = Word.self
    ) throws(StorageError) -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try text(column)) else { throw .unexpectedValue(column: column) }
        return word
    }
}
