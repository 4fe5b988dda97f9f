// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A struct that is one row of one table: written once here, so that a noun's file lists only columns and verbs.
protocol Record: Sendable {
    static var table: String { get }
    /// In the order of ``values``; the first one is the key.
    static var columns: [String] { get }
    var values: [Value] { get }
    init(row: Row) throws
}

extension Transaction {
    func insert(_ record: some Record) throws {
        try execute(insertion(of: record), record.values)
    }

    /// Inserts unless a row with the same unique key is there; tells whether it did.
    func insertIfAbsent(_ record: some Record) throws -> Bool {
        try execute(insertion(of: record) + " on conflict do nothing", record.values) == 1
    }

    /// Writes every column of the row with the record's key.
    /// - Parameter condition: more SQL after `where key = $1`, its values numbered after the columns'.
    func update<R: Record>(_ record: R, and condition: String = "", _ more: [Value] = []) throws {
        let assignments = R.columns.enumerated().dropFirst().map { "\($1) = $\($0 + 1)" }.joined(separator: ", ")
        let changed = try execute(
            "update \(R.table) set \(assignments) where \(R.columns[0]) = $1 \(condition)", record.values + more)
        guard changed == 1 else { throw StorageError.notFound }
    }

    func first<R: Record>(_ type: R.Type, _ clause: String, _ values: [Value]) throws -> R? {
        try all(type, clause + " limit 1", values).first
    }

    func all<R: Record>(_ type: R.Type, _ clause: String = "", _ values: [Value] = []) throws -> [R] {
        try rows(RecordTexts.of(type).selection + clause, values).map(R.init(row:))
    }

    private func insertion<R: Record>(of record: R) -> String {
        RecordTexts.of(R.self).insertion
    }
}
