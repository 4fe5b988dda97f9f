// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@Suite("docs/data.md")
struct DataDocumentTests {
    static let document = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/data.md")

    @Test("Every column of every table has a line: purpose, who sees it, how long, how erased")
    func everyColumn() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.file("visavis.sqlite"))
        let columns = try await store.read { transaction in
            try transaction.rows(
                """
                select m.name || '.' || c.name as name from sqlite_master as m, pragma_table_info(m.name) as c
                where m.type = 'table' and m.name not like 'sqlite_%'
                """
            ).map { try $0.text("name") }
        }
        let lines = try String(contentsOf: Self.document, encoding: .utf8).split(separator: "\n")
        var documented: Set<String> = []
        for line in lines where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let name = cells[0].trimmingCharacters(in: ["`"])
            #expect(cells.count == 5 && cells.allSatisfy { !$0.isEmpty }, "\(name) needs five filled cells")
            #expect(documented.insert(name).inserted, "\(name) stands twice")
        }
        #expect(columns.count > 100)
        #expect(Set(columns).subtracting(documented).sorted() == [], "columns without a line")
        #expect(documented.subtracting(columns).sorted() == [], "lines without a column")
    }
}
