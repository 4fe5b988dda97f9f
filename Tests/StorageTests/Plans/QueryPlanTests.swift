// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@Suite("Every statement finds its rows by an index")
struct QueryPlanTests {
    /// Rows as many as people who sign in, or fewer, or one a day.
    private static let small = [
        "practices", "accounts", "practitioners", "rooms", "secrets", "erasures", "mail_trouble",
    ]

    @Test("no statement of any table reads through a table that grows", arguments: TableVerbs.all.map(\.table))
    func plans(table: String) async throws {
        let recorder = StatementRecorder()
        for (name, call) in TableVerbs.all where name == table { call(recorder) }
        let statements = recorder.statements
        #expect(!statements.isEmpty)
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.file("visavis.sqlite"))
        try await store.read { [sqls = statements.map(\.sql), values = statements.map(\.values)] transaction in
            for (sql, values) in zip(sqls, values) {
                for step in try transaction.rows("explain query plan " + sql, values) {
                    let detail = try step.text("detail")
                    #expect(Self.isBounded(detail, sql), "\(detail): \(sql)")
                }
            }
        }
    }

    /// A scan is one of a small table, of an index with only what is open in it, or one that stops at its first rows.
    private static func isBounded(_ detail: String, _ sql: String) -> Bool {
        guard detail.hasPrefix("SCAN ") else { return true }
        let words = detail.split(separator: " ")
        if small.contains(String(words[1])) || words[1].hasPrefix("(") || words[1] == "CONSTANT" { return true }
        return detail.contains("USING") && (detail.contains("calls_open") || sql.contains("limit"))
    }

    @Test("the list of tables is whole")
    func whole() throws {
        let nouns = DataDocumentTests.document.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Storage/Nouns")
        var names: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(at: nouns, includingPropertiesForKeys: nil) {
            for match in try String(contentsOf: file, encoding: .utf8).matches(of: /public var (\w+): \w+Table \{/) {
                names.insert(String(match.1))
            }
        }
        #expect(Set(TableVerbs.all.map(\.table)) == names)
    }

    @Test("the rule against overlap looks at a day, not at everything before")
    func guardOfSlots() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.file("visavis.sqlite"))
        let triggers = try await store.read { transaction in
            try transaction.rows("select sql from sqlite_master where name like 'appointments_slot_%'")
                .map { try $0.text("sql") }
        }
        #expect(triggers.count == 2)
        #expect(triggers.allSatisfy { $0.contains("other.starts_at > NEW.starts_at - 86400000") })
    }
}
