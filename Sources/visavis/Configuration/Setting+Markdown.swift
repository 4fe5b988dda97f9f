// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Setting {
    /// The table as docs/configure.md shows it, so that the document cannot drift from the program.
    static var markdownTable: String {
        let rows = table.map { setting in
            "| `\(setting.key)` | \(setting.environmentName) | \(setting.standard.map { "`\($0)`" } ?? "–") | \(setting.purpose) |"
        }
        return (["| key | environment | default | purpose |", "|---|---|---|---|"] + rows).joined(separator: "\n")
    }
}
