// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// Among an appointment's times, that the practitioner said no to who asked, and that the server was off and saw nobody.
    static let refusals = Migration(
        name: "refusals",
        sql: """
            CREATE TABLE times (
              appointment_id TEXT NOT NULL REFERENCES appointments (id),
              event TEXT NOT NULL
                CHECK (event IN ('arrived', 'knocked', 'refused', 'admitted', 'connected', 'ended', 'unseen')),
              at INTEGER NOT NULL,
              detail TEXT
            ) STRICT;
            INSERT INTO times SELECT appointment_id, event, at, detail FROM attendance ORDER BY rowid;
            DROP TABLE attendance;
            ALTER TABLE times RENAME TO attendance;
            CREATE INDEX attendance_by_appointment ON attendance (appointment_id, at);

            """)
}
