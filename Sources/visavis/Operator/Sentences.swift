// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Storage

/// What the operator reads, the same whether the server runs or not.
enum Sentences {
    static func backedUp(_ report: BackupReport, to path: String) -> String {
        "Written and checked: \(path) (\(report.appointments) appointments, \(report.accounts) people, schema \(report.schemaVersion))."
    }

    static func restored(_ report: BackupReport, aside: String?) -> String {
        "Restored: \(report.appointments) appointments, \(report.accounts) people."
            + (aside.map { " What was there is kept in \($0)." } ?? "")
    }
}
