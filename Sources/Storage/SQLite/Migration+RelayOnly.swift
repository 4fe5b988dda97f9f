// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Migration {
    static let relayOnly = Migration(
        name: "relay only",
        sql: "ALTER TABLE practitioners ADD COLUMN relay_only INTEGER NOT NULL DEFAULT 0;")
}
