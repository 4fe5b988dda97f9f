// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// What the clocks showed when an hour was agreed, and where they will show another one; see ``AgreedOffsets`` and
    /// ``HourChange``.
    static let agreedHours = Migration(
        name: "agreed hours",
        sql: """
            ALTER TABLE appointments ADD COLUMN host_offset INTEGER;
            ALTER TABLE appointments ADD COLUMN client_offset INTEGER;
            CREATE TABLE hour_changes (
              appointment_id TEXT NOT NULL PRIMARY KEY REFERENCES appointments (id),
              practitioner_id TEXT NOT NULL REFERENCES practitioners (account_id),
              found_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX hour_changes_by_practitioner ON hour_changes (practitioner_id);

            """)
}
