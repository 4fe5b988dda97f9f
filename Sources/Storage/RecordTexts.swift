// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The statements of a type of record, put together once.
struct RecordTexts: Sendable {
    let insertion: String
    /// Without a clause.
    let selection: String

    private static let known = Mutex<[ObjectIdentifier: RecordTexts]>([:])

    static func of<R: Record>(_ type: R.Type) -> RecordTexts {
        known.withLock { known in
            if let texts = known[ObjectIdentifier(type)] { return texts }
            let texts = RecordTexts(R.table, R.columns)
            known[ObjectIdentifier(type)] = texts
            return texts
        }
    }

    private init(_ table: String, _ columns: [String]) {
        let names = columns.joined(separator: ", ")
        let numbers = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        insertion = "insert into \(table) (\(names)) values (\(numbers))"
        selection = "select \(names) from \(table) "
    }
}
