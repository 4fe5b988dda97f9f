// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// A mail is ordered in the transaction of its change and written when it goes. Mails that are written already go as they are.
    static let orderedMails = Migration(
        name: "ordered mails",
        sql: """
            ALTER TABLE outbox ADD COLUMN facts TEXT;
            DROP INDEX outbox_with_message;
            CREATE INDEX outbox_with_content ON outbox (state, created_at)
              WHERE message IS NOT NULL OR facts IS NOT NULL;

            """)
}
