// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Storage

/// A transaction that runs nothing and keeps what it was asked: changes succeed, queries find nothing.
final class StatementRecorder: Transaction {
    private(set) var statements: [(sql: String, values: [Value])] = []

    func execute(_ sql: String, _ values: [Value]) throws -> Int {
        statements.append((sql, values))
        return 1
    }

    func rows(_ sql: String, _ values: [Value]) throws -> [Row] {
        statements.append((sql, values))
        return []
    }
}
