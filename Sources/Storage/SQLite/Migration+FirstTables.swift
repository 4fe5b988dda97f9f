// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Migration {
    static let firstTables = Migration(
        name: "first tables", sql: people + appointments + rooms + mails + access + slotGuard)

    private static let people = """
        CREATE TABLE practices (
          id TEXT NOT NULL PRIMARY KEY,
          name TEXT NOT NULL,
          owner_contact TEXT NOT NULL,
          sender_name TEXT NOT NULL,
          legal_text TEXT NOT NULL,
          privacy_text TEXT NOT NULL,
          help_phone TEXT NOT NULL,
          urgent_help TEXT NOT NULL,
          language TEXT NOT NULL,
          time_zone TEXT NOT NULL
        ) STRICT;
        CREATE TABLE accounts (
          id TEXT NOT NULL PRIMARY KEY,
          practice_id TEXT NOT NULL REFERENCES practices (id),
          email TEXT NOT NULL UNIQUE,
          name TEXT NOT NULL,
          is_owner INTEGER NOT NULL,
          is_practitioner INTEGER NOT NULL,
          password_hash TEXT,
          language TEXT NOT NULL,
          time_zone TEXT NOT NULL,
          disabled_at INTEGER,
          created_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE practitioners (
          account_id TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id),
          room_id TEXT NOT NULL UNIQUE REFERENCES rooms (id) DEFERRABLE INITIALLY DEFERRED,
          camera_on_at_entry INTEGER NOT NULL,
          lock_on_entry INTEGER NOT NULL,
          stay_closed INTEGER NOT NULL,
          room_link_allowed INTEGER NOT NULL,
          help_phone TEXT,
          welcome TEXT,
          knock_minutes_before INTEGER NOT NULL,
          knock_minutes_after INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE clients (
          id TEXT NOT NULL PRIMARY KEY,
          practice_id TEXT NOT NULL REFERENCES practices (id),
          name TEXT NOT NULL,
          email TEXT NOT NULL,
          phone TEXT,
          language TEXT NOT NULL,
          time_zone TEXT NOT NULL
        ) STRICT;

        """

    private static let appointments = """
        CREATE TABLE appointments (
          id TEXT NOT NULL PRIMARY KEY,
          practitioner_id TEXT NOT NULL REFERENCES practitioners (account_id),
          client_id TEXT NOT NULL REFERENCES clients (id),
          state TEXT NOT NULL CHECK
            (state IN ('requested', 'confirmed', 'declined', 'expired', 'cancelled', 'held', 'missed')),
          starts_at INTEGER NOT NULL,
          length_minutes INTEGER NOT NULL CHECK (length_minutes > 0),
          time_zone TEXT NOT NULL,
          note TEXT NOT NULL,
          uid TEXT NOT NULL UNIQUE,
          sequence INTEGER NOT NULL,
          join_token_hash TEXT NOT NULL UNIQUE,
          manage_token_hash TEXT NOT NULL UNIQUE,
          link_revision INTEGER NOT NULL,
          created_at INTEGER NOT NULL,
          confirmed_at INTEGER
        ) STRICT;
        CREATE INDEX appointments_by_start ON appointments (practitioner_id, starts_at);
        CREATE INDEX appointments_by_client ON appointments (client_id);
        CREATE TABLE attendance (
          appointment_id TEXT NOT NULL REFERENCES appointments (id),
          event TEXT NOT NULL CHECK (event IN ('arrived', 'knocked', 'admitted', 'connected', 'ended')),
          at INTEGER NOT NULL,
          detail TEXT
        ) STRICT;
        CREATE INDEX attendance_by_appointment ON attendance (appointment_id, at);

        """

    private static let rooms = """
        CREATE TABLE rooms (
          id TEXT NOT NULL PRIMARY KEY,
          practitioner_id TEXT NOT NULL UNIQUE REFERENCES practitioners (account_id),
          slug TEXT NOT NULL UNIQUE,
          name TEXT NOT NULL,
          epoch INTEGER NOT NULL,
          locked INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE calls (
          id TEXT NOT NULL PRIMARY KEY,
          room_id TEXT NOT NULL REFERENCES rooms (id),
          appointment_id TEXT REFERENCES appointments (id),
          guest_ticket TEXT,
          guest_name TEXT,
          host_resume_hash TEXT,
          guest_resume_hash TEXT,
          host_seat_until INTEGER,
          guest_seat_until INTEGER,
          host_media INTEGER NOT NULL,
          guest_media INTEGER NOT NULL,
          started_at INTEGER NOT NULL,
          connected_at INTEGER,
          ended_at INTEGER,
          end_reason TEXT
        ) STRICT;
        CREATE UNIQUE INDEX calls_open ON calls (room_id) WHERE ended_at IS NULL;
        CREATE INDEX calls_by_appointment ON calls (appointment_id);
        CREATE TABLE spent_tickets (
          ticket_id TEXT NOT NULL PRIMARY KEY,
          room_id TEXT NOT NULL REFERENCES rooms (id),
          outcome TEXT NOT NULL,
          expires_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX spent_tickets_by_room ON spent_tickets (room_id, expires_at);

        """

    private static let mails = """
        CREATE TABLE outbox (
          id TEXT NOT NULL PRIMARY KEY,
          practice_id TEXT NOT NULL REFERENCES practices (id),
          practitioner_id TEXT REFERENCES accounts (id),
          appointment_id TEXT REFERENCES appointments (id),
          kind TEXT NOT NULL,
          revision INTEGER NOT NULL,
          message_id TEXT NOT NULL UNIQUE,
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
          UNIQUE (appointment_id, kind, revision)
        ) STRICT;
        CREATE INDEX outbox_due ON outbox (state, next_attempt_at);
        CREATE INDEX outbox_by_practitioner ON outbox (practitioner_id, created_at);

        """

    private static let access = """
        CREATE TABLE login_sessions (
          token_hash TEXT NOT NULL PRIMARY KEY,
          account_id TEXT NOT NULL REFERENCES accounts (id),
          created_at INTEGER NOT NULL,
          last_seen_at INTEGER NOT NULL,
          expires_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX login_sessions_by_account ON login_sessions (account_id);
        CREATE TABLE one_time_tokens (
          token_hash TEXT NOT NULL PRIMARY KEY,
          purpose TEXT NOT NULL CHECK (purpose IN ('setup', 'invitation', 'password_reset')),
          account_id TEXT REFERENCES accounts (id),
          expires_at INTEGER NOT NULL,
          used_at INTEGER
        ) STRICT;
        CREATE TABLE secrets (
          name TEXT NOT NULL PRIMARY KEY,
          value BLOB NOT NULL
        ) STRICT;

        """

    /// The check in ``AppointmentTable`` gives the error its name; these make the rule hold for every statement.
    private static let slotGuard = ["INSERT", "UPDATE"].map { verb in
        """
        CREATE TRIGGER appointments_slot_\(verb.lowercased()) BEFORE \(verb) ON appointments
        WHEN NEW.state = 'confirmed' AND EXISTS (
          SELECT 1 FROM appointments AS other
          WHERE other.practitioner_id = NEW.practitioner_id AND other.state = 'confirmed' AND other.id <> NEW.id
          AND other.starts_at < NEW.starts_at + NEW.length_minutes * 60000
          AND other.starts_at + other.length_minutes * 60000 > NEW.starts_at)
        BEGIN SELECT RAISE(ABORT, '\(slotTaken)'); END;

        """
    }.joined()
}
