// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// A booking writes into every index of every table that it touches, and each is a page of the log. What the queries do not
    /// need goes: a Message-ID, which is made of the row's key, needs no index, one finds all that is to be done with a mail,
    /// the practice's mails are those of its accounts, and that a request ends stands in its own row.
    static let fewerEntries = Migration(name: "fewer entries", sql: mails + plans + openAppointments)

    private static let mails = """
        CREATE TABLE mails (
          id TEXT NOT NULL PRIMARY KEY,
          practice_id TEXT NOT NULL REFERENCES practices (id),
          practitioner_id TEXT REFERENCES accounts (id),
          appointment_id TEXT REFERENCES appointments (id),
          kind TEXT NOT NULL,
          revision INTEGER NOT NULL,
          message_id TEXT NOT NULL,
          recipient TEXT NOT NULL,
          subject TEXT NOT NULL,
          message BLOB,
          state TEXT NOT NULL CHECK (state IN ('queued', 'leased', 'accepted', 'failed', 'kept')),
          attempts INTEGER NOT NULL,
          next_attempt_at INTEGER NOT NULL,
          lease_token TEXT,
          lease_until INTEGER,
          reply TEXT,
          created_at INTEGER NOT NULL,
          accepted_at INTEGER,
          expires_at INTEGER,
          facts TEXT,
          UNIQUE (appointment_id, kind, revision)
        ) STRICT;
        INSERT INTO mails SELECT id, practice_id, practitioner_id, appointment_id, kind, revision, message_id, recipient,
          subject, message, state, attempts, next_attempt_at, lease_token, lease_until, reply, created_at, accepted_at,
          expires_at, facts FROM outbox;
        DROP TABLE outbox;
        ALTER TABLE mails RENAME TO outbox;
        CREATE INDEX outbox_by_practitioner ON outbox (practitioner_id, created_at);
        CREATE INDEX outbox_leased ON outbox (lease_token) WHERE lease_token IS NOT NULL;
        CREATE INDEX outbox_open ON outbox (state, next_attempt_at) WHERE message IS NOT NULL OR facts IS NOT NULL;

        """

    private static let plans = """
        CREATE TABLE plans (
          key TEXT NOT NULL PRIMARY KEY,
          kind TEXT NOT NULL,
          appointment_id TEXT REFERENCES appointments (id),
          due_at INTEGER NOT NULL,
          late_after INTEGER
        ) STRICT, WITHOUT ROWID;
        INSERT INTO plans SELECT key, kind, appointment_id, due_at, late_after FROM due_tasks
          WHERE kind <> 'expire';
        DROP TABLE due_tasks;
        ALTER TABLE plans RENAME TO due_tasks;
        CREATE INDEX due_tasks_by_time ON due_tasks (due_at);
        CREATE INDEX due_tasks_by_appointment ON due_tasks (appointment_id);
        CREATE INDEX appointments_ending ON appointments (coalesce(expires_at, starts_at)) WHERE state = 'requested';

        """

    /// With all that the check of a slot reads, which looks at the day before it and no row of the table.
    private static let openAppointments = """
        DROP INDEX appointments_open;
        CREATE INDEX appointments_open ON appointments
          (practitioner_id, state, starts_at, length_minutes, buffer_before, buffer_after, hold_until, id)
          WHERE state IN ('requested', 'confirmed');

        """
}
