// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// What lets the relay know the participants of a running call, and those who were sent away, after a restart.
    static let revokedCredentials = Migration(
        name: "revoked credentials",
        sql: """
            ALTER TABLE calls ADD COLUMN host_relay_name TEXT;
            ALTER TABLE calls ADD COLUMN guest_relay_name TEXT;
            CREATE TABLE revoked_credentials (
              participant TEXT NOT NULL PRIMARY KEY,
              expires_at INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX revoked_credentials_by_expiry ON revoked_credentials (expires_at);

            """)
}
