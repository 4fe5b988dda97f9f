// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What is worked out of a statement's text once: how SQLite wants it, and the columns of its answer.
final class StatementTexts: Sendable {
    struct Text: Sendable {
        /// As it was given.
        let key: String
        /// With the placeholders of SQLite.
        let sql: String
        /// Nil until it ran.
        var columns: Row.Columns?
    }

    private let texts = Mutex<[String: Text]>([:])

    subscript(sql: String) -> Text {
        texts.withLock { texts in
            if let text = texts[sql] { return text }
            let text = Text(key: sql, sql: NumberedPlaceholders.rewrite(sql))
            texts[sql] = text
            return text
        }
    }

    func columns(of text: Text, _ statement: BoundStatement) -> Row.Columns {
        if let columns = text.columns { return columns }
        let columns = Row.Columns(statement.columnNames)
        texts.withLock { $0[text.key]?.columns = columns }
        return columns
    }
}
