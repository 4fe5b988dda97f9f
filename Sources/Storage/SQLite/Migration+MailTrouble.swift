// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// Since when no mail leaves; see ``MailTrouble``.
    static let mailTrouble = Migration(
        name: "mail trouble",
        sql: """
            CREATE TABLE mail_trouble (
              id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
              since INTEGER NOT NULL,
              failures INTEGER NOT NULL,
              is_of_server INTEGER NOT NULL,
              reply TEXT NOT NULL
            ) STRICT;

            """)
}
