// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// Everything that clients' own booking needs: what is offered and when, holds, due work, readiness, keys and hooks.
    static let booking = Migration(
        name: "booking",
        sql: offer + hours + feeds + appointmentColumns + work + programs + settingsColumns + revisions + slotGuard
            + indexes)

    private static let offer = """
        CREATE TABLE booking_rules (
          practitioner_id TEXT NOT NULL PRIMARY KEY REFERENCES practitioners (account_id),
          slug TEXT NOT NULL UNIQUE,
          is_open INTEGER NOT NULL,
          introduction TEXT NOT NULL,
          minimum_notice_minutes INTEGER NOT NULL,
          horizon_days INTEGER NOT NULL,
          step_minutes INTEGER NOT NULL CHECK (step_minutes > 0),
          daily_cap INTEGER,
          holds_requests INTEGER NOT NULL,
          hold_hours INTEGER NOT NULL,
          cancel_hours INTEGER NOT NULL,
          reminds_day INTEGER NOT NULL,
          reminds_hour INTEGER NOT NULL,
          announces_door INTEGER NOT NULL,
          calendar_token_hash TEXT UNIQUE,
          calendar_revision INTEGER NOT NULL,
          revision INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE appointment_types (
          id TEXT NOT NULL PRIMARY KEY,
          practitioner_id TEXT NOT NULL REFERENCES practitioners (account_id),
          name TEXT NOT NULL,
          description TEXT NOT NULL,
          price TEXT NOT NULL,
          colour TEXT NOT NULL,
          length_minutes INTEGER NOT NULL CHECK (length_minutes > 0),
          buffer_before INTEGER NOT NULL,
          buffer_after INTEGER NOT NULL,
          position INTEGER NOT NULL,
          visibility TEXT NOT NULL CHECK (visibility IN ('shown', 'hidden', 'by_link')),
          link_key TEXT NOT NULL UNIQUE,
          confirms_at_once INTEGER NOT NULL,
          archived_at INTEGER
        ) STRICT;
        CREATE INDEX appointment_types_by_practitioner ON appointment_types (practitioner_id, position);

        """

    private static let hours = """
        CREATE TABLE weekly_hours (
          practitioner_id TEXT NOT NULL REFERENCES practitioners (account_id),
          weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
          start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
          end_minute INTEGER NOT NULL CHECK (end_minute > start_minute AND end_minute <= 1440),
          PRIMARY KEY (practitioner_id, weekday, start_minute)
        ) STRICT;
        CREATE TABLE hour_exceptions (
          id TEXT NOT NULL PRIMARY KEY,
          practitioner_id TEXT NOT NULL REFERENCES practitioners (account_id),
          first_day TEXT NOT NULL,
          last_day TEXT NOT NULL,
          spans TEXT NOT NULL,
          label TEXT NOT NULL
        ) STRICT;
        CREATE INDEX hour_exceptions_by_practitioner ON hour_exceptions (practitioner_id, first_day);

        """

    private static let feeds = """
        CREATE TABLE busy_feeds (
          id TEXT NOT NULL PRIMARY KEY,
          practitioner_id TEXT NOT NULL REFERENCES practitioners (account_id),
          name TEXT NOT NULL,
          url TEXT NOT NULL,
          etag TEXT,
          last_modified TEXT,
          fetched_at INTEGER,
          tried_at INTEGER,
          next_try_at INTEGER NOT NULL,
          failure TEXT,
          events INTEGER NOT NULL,
          created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX busy_feeds_by_practitioner ON busy_feeds (practitioner_id);
        CREATE INDEX busy_feeds_due ON busy_feeds (next_try_at);
        CREATE TABLE busy_spans (
          feed_id TEXT NOT NULL REFERENCES busy_feeds (id),
          starts_at INTEGER NOT NULL,
          ends_at INTEGER NOT NULL,
          PRIMARY KEY (feed_id, starts_at, ends_at)
        ) STRICT;
        CREATE TABLE slot_holds (
          token_hash TEXT NOT NULL PRIMARY KEY,
          practitioner_id TEXT NOT NULL REFERENCES practitioners (account_id),
          type_id TEXT NOT NULL REFERENCES appointment_types (id),
          starts_at INTEGER NOT NULL,
          blocks_from INTEGER NOT NULL,
          blocks_until INTEGER NOT NULL,
          expires_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX slot_holds_by_practitioner ON slot_holds (practitioner_id, expires_at);
        CREATE INDEX slot_holds_by_expiry ON slot_holds (expires_at);

        """

    /// `hold_until`: until when a request keeps its slot from others; null when it does not.
    private static let appointmentColumns = """
        ALTER TABLE appointments ADD COLUMN type_id TEXT REFERENCES appointment_types (id);
        ALTER TABLE appointments ADD COLUMN type_name TEXT NOT NULL DEFAULT '';
        ALTER TABLE appointments ADD COLUMN buffer_before INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE appointments ADD COLUMN buffer_after INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE appointments ADD COLUMN hold_until INTEGER;
        ALTER TABLE appointments ADD COLUMN expires_at INTEGER;
        ALTER TABLE appointments ADD COLUMN origin TEXT NOT NULL DEFAULT 'desk';
        ALTER TABLE appointments ADD COLUMN reason TEXT NOT NULL DEFAULT '';
        ALTER TABLE appointments ADD COLUMN delay_minutes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE appointments ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX appointments_open ON appointments (practitioner_id, state, starts_at)
          WHERE state IN ('requested', 'confirmed');
        CREATE INDEX clients_by_email ON clients (lower(email));
        CREATE TABLE proposals (
          appointment_id TEXT NOT NULL REFERENCES appointments (id),
          starts_at INTEGER NOT NULL,
          PRIMARY KEY (appointment_id, starts_at)
        ) STRICT;
        CREATE TABLE readiness (
          appointment_id TEXT NOT NULL PRIMARY KEY REFERENCES appointments (id),
          tested_at INTEGER NOT NULL,
          browser TEXT NOT NULL,
          camera TEXT NOT NULL,
          microphone TEXT NOT NULL,
          speaker TEXT NOT NULL,
          connection TEXT NOT NULL
        ) STRICT;

        """

    /// A due task is done in the transaction that deletes it, so it is done once. After `late_after` it is dropped undone.
    private static let work = """
        CREATE TABLE due_tasks (
          key TEXT NOT NULL PRIMARY KEY,
          kind TEXT NOT NULL,
          appointment_id TEXT REFERENCES appointments (id),
          due_at INTEGER NOT NULL,
          late_after INTEGER
        ) STRICT;
        CREATE INDEX due_tasks_by_time ON due_tasks (due_at);
        CREATE INDEX due_tasks_by_appointment ON due_tasks (appointment_id);
        ALTER TABLE outbox ADD COLUMN expires_at INTEGER;
        CREATE TABLE mail_wordings (
          practitioner_id TEXT NOT NULL REFERENCES practitioners (account_id),
          kind TEXT NOT NULL,
          language TEXT NOT NULL,
          subject TEXT NOT NULL,
          body TEXT NOT NULL,
          PRIMARY KEY (practitioner_id, kind, language)
        ) STRICT;

        """

    private static let programs = """
        CREATE TABLE api_keys (
          id TEXT NOT NULL PRIMARY KEY,
          practitioner_id TEXT NOT NULL REFERENCES practitioners (account_id),
          name TEXT NOT NULL,
          key_hash TEXT NOT NULL UNIQUE,
          created_at INTEGER NOT NULL,
          last_used_at INTEGER,
          revoked_at INTEGER
        ) STRICT;
        CREATE INDEX api_keys_by_practitioner ON api_keys (practitioner_id);
        CREATE TABLE idempotent_answers (
          api_key_id TEXT NOT NULL REFERENCES api_keys (id),
          key TEXT NOT NULL,
          request_hash TEXT NOT NULL,
          status INTEGER NOT NULL,
          appointment_id TEXT REFERENCES appointments (id),
          created_at INTEGER NOT NULL,
          PRIMARY KEY (api_key_id, key)
        ) STRICT;
        CREATE INDEX idempotent_answers_by_age ON idempotent_answers (created_at);
        CREATE TABLE webhooks (
          id TEXT NOT NULL PRIMARY KEY,
          practitioner_id TEXT NOT NULL REFERENCES practitioners (account_id),
          url TEXT NOT NULL,
          secret TEXT NOT NULL,
          created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX webhooks_by_practitioner ON webhooks (practitioner_id);
        CREATE TABLE webhook_deliveries (
          id TEXT NOT NULL PRIMARY KEY,
          webhook_id TEXT NOT NULL REFERENCES webhooks (id),
          event TEXT NOT NULL,
          appointment_id TEXT NOT NULL REFERENCES appointments (id),
          body TEXT NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('queued', 'leased', 'accepted', 'failed')),
          attempts INTEGER NOT NULL,
          next_attempt_at INTEGER NOT NULL,
          lease_token TEXT,
          lease_until INTEGER,
          reply TEXT,
          created_at INTEGER NOT NULL,
          accepted_at INTEGER
        ) STRICT;
        CREATE INDEX webhook_deliveries_due ON webhook_deliveries (state, next_attempt_at);
        CREATE INDEX webhook_deliveries_by_hook ON webhook_deliveries (webhook_id, created_at);

        """

    /// `embed_parents`: origins separated by spaces. `retention_months`: how long after an appointment its client is known.
    private static let settingsColumns = """
        ALTER TABLE practices ADD COLUMN embed_parents TEXT NOT NULL DEFAULT '';
        ALTER TABLE practices ADD COLUMN retention_months INTEGER NOT NULL DEFAULT 12;
        CREATE TABLE erasures (
          ran_at INTEGER NOT NULL PRIMARY KEY,
          clients INTEGER NOT NULL,
          appointments INTEGER NOT NULL
        ) STRICT;

        """

    /// Whatever changes what can be booked moves the practitioner's revision on, whichever statement did it: pages kept by
    /// revision are never stale.
    private static let revisions =
        ["weekly_hours", "hour_exceptions", "slot_holds", "appointments", "appointment_types"].map { table in
            [("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"])].map { verb, rows in
                """
                CREATE TRIGGER \(table)_revision_\(verb.lowercased()) AFTER \(verb) ON \(table)
                BEGIN UPDATE booking_rules SET revision = revision + 1
                WHERE practitioner_id IN (\(rows.map { "\($0).practitioner_id" }.joined(separator: ", "))); END;

                """
            }.joined()
        }.joined()
            + """
            CREATE TRIGGER busy_feeds_revision AFTER UPDATE OF fetched_at ON busy_feeds
            BEGIN UPDATE booking_rules SET revision = revision + 1 WHERE practitioner_id = NEW.practitioner_id; END;
            CREATE TRIGGER busy_feeds_revision_delete AFTER DELETE ON busy_feeds
            BEGIN UPDATE booking_rules SET revision = revision + 1 WHERE practitioner_id = OLD.practitioner_id; END;
            CREATE TRIGGER accounts_revision AFTER UPDATE OF time_zone, disabled_at, name ON accounts
            BEGIN UPDATE booking_rules SET revision = revision + 1 WHERE practitioner_id = NEW.id; END;

            """

    /// As before, but what started more than a day earlier is not looked at; therefore nothing may be longer than a day.
    private static let slotGuard = ["INSERT", "UPDATE"].map { verb in
        """
        DROP TRIGGER appointments_slot_\(verb.lowercased());
        CREATE TRIGGER appointments_slot_\(verb.lowercased()) BEFORE \(verb) ON appointments
        WHEN NEW.state = 'confirmed' AND EXISTS (
          SELECT 1 FROM appointments AS other
          WHERE other.practitioner_id = NEW.practitioner_id AND other.state = 'confirmed' AND other.id <> NEW.id
          AND other.starts_at > NEW.starts_at - 86400000
          AND other.starts_at < NEW.starts_at + NEW.length_minutes * 60000
          AND other.starts_at + other.length_minutes * 60000 > NEW.starts_at)
        BEGIN SELECT RAISE(ABORT, '\(slotTaken)'); END;
        CREATE TRIGGER appointments_length_\(verb.lowercased()) BEFORE \(verb) ON appointments
        WHEN NEW.length_minutes > 1440
        BEGIN SELECT RAISE(ABORT, 'longer than a day'); END;

        """
    }.joined()

    /// For statements on tables that grow.
    private static let indexes = """
        CREATE INDEX outbox_by_practice ON outbox (practice_id, created_at);
        CREATE INDEX outbox_leased ON outbox (lease_token) WHERE lease_token IS NOT NULL;
        CREATE INDEX outbox_with_message ON outbox (state, created_at) WHERE message IS NOT NULL;
        CREATE INDEX spent_tickets_by_expiry ON spent_tickets (expires_at);
        CREATE INDEX webhook_deliveries_leased ON webhook_deliveries (lease_token) WHERE lease_token IS NOT NULL;
        CREATE INDEX idempotent_answers_by_appointment ON idempotent_answers (appointment_id);
        CREATE INDEX webhook_deliveries_by_appointment ON webhook_deliveries (appointment_id);

        """
}
