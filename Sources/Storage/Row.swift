// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One row of an answer. A missing column or another type than asked for is ``StorageError/unexpectedValue(column:)``.
public struct Row: Sendable, Equatable {
    private let values: [String: Value]

    public init(_ values: [String: Value]) {
        self.values = values
    }

    public var columns: [String] { values.keys.sorted() }

    public subscript(column: String) -> Value? { values[column] }

    public func text(_ column: String) throws(StorageError) -> String {
        guard case .text(let text) = values[column] else { throw .unexpectedValue(column: column) }
        return text
    }

    public func optionalText(_ column: String) throws(StorageError) -> String? {
        values[column] == .null ? nil : try text(column)
    }

    public func integer(_ column: String) throws(StorageError) -> Int {
        guard case .integer(let integer) = values[column] else { throw .unexpectedValue(column: column) }
        return Int(integer)
    }

    public func optionalInteger(_ column: String) throws(StorageError) -> Int? {
        values[column] == .null ? nil : try integer(column)
    }

    public func truth(_ column: String) throws(StorageError) -> Bool {
        try integer(column) != 0
    }

    public func instant(_ column: String) throws(StorageError) -> Date {
        guard case .integer(let milliseconds) = values[column] else { throw .unexpectedValue(column: column) }
        return Date(storedMilliseconds: milliseconds)
    }

    public func optionalInstant(_ column: String) throws(StorageError) -> Date? {
        values[column] == .null ? nil : try instant(column)
    }

    public func data(_ column: String) throws(StorageError) -> Data {
        guard case .data(let data) = values[column] else { throw .unexpectedValue(column: column) }
        return data
    }

    public func optionalData(_ column: String) throws(StorageError) -> Data? {
        values[column] == .null ? nil : try data(column)
    }

    /// A word of a closed list.
    public func word<Word: RawRepresentable>(
        _ column: String, as type: Word.Type = Word.self
    ) throws(StorageError) -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try text(column)) else { throw .unexpectedValue(column: column) }
        return word
    }
}
