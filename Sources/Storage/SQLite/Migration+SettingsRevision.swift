// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// What a booking need not read again: whether the rows that stand around a practitioner are those that were read before
    /// (``BookingRulesTable/settingsRevision(practitionerID:)``), and how far from a slot what takes it may begin.
    static let settingsRevision = Migration(
        name: "settings revision", sql: columns + reach + marks)

    /// `settings_revision`: of what people set. `reach_minutes`: no appointment of theirs lasts longer, with its buffers.
    private static let columns = """
        ALTER TABLE booking_rules ADD COLUMN settings_revision INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE booking_rules ADD COLUMN reach_minutes INTEGER NOT NULL DEFAULT 0;
        UPDATE booking_rules SET reach_minutes = coalesce((\(longest("booking_rules.practitioner_id"))), 0);

        """

    private static func longest(_ practitioner: String) -> String {
        """
        SELECT max(length_minutes + buffer_before + buffer_after) FROM appointments
        WHERE practitioner_id = \(practitioner)
        """
    }

    /// The triggers of `booking` on appointments, which note the longest as well.
    private static let reach =
        [("INSERT", "NEW.practitioner_id"), ("UPDATE", "OLD.practitioner_id, NEW.practitioner_id")].map { verb, ids in
            """
            DROP TRIGGER appointments_revision_\(verb.lowercased());
            CREATE TRIGGER appointments_revision_\(verb.lowercased()) AFTER \(verb) ON appointments
            BEGIN UPDATE booking_rules SET revision = revision + 1,
            reach_minutes = max(reach_minutes, NEW.length_minutes + NEW.buffer_before + NEW.buffer_after)
            WHERE practitioner_id IN (\(ids)); END;

            """
        }.joined()
            + """
            CREATE TRIGGER booking_rules_reach AFTER INSERT ON booking_rules
            BEGIN UPDATE booking_rules SET reach_minutes = coalesce((\(longest("NEW.practitioner_id"))), 0)
            WHERE practitioner_id = NEW.practitioner_id; END;

            """

    /// Whatever changes one of those rows moves `settings_revision` on, whichever statement did it.
    private static let marks =
        ["weekly_hours", "hour_exceptions", "appointment_types", "webhooks", "api_keys", "busy_feeds"].map { table in
            ["INSERT", "DELETE"].map { verb in
                mark("\(table)_settings_\(verb.lowercased())", "\(verb) ON \(table)", verb == "INSERT" ? "NEW" : "OLD")
            }.joined()
        }.joined()
        + [
            ("weekly_hours", ""), ("hour_exceptions", ""), ("appointment_types", ""), ("webhooks", ""),
            // Not when it was used last.
            ("api_keys", "OF id, practitioner_id, revoked_at"), ("busy_feeds", "OF practitioner_id"), ("rooms", ""),
            ("booking_rules", "OF \(settings)"),
        ].map { table, columns in
            mark("\(table)_settings_update", "UPDATE \(columns) ON \(table)", "OLD", "NEW")
        }.joined()
        + mark("practitioners_settings_update", "UPDATE ON practitioners", "NEW", column: "account_id")
        + mark("accounts_settings_update", "UPDATE ON accounts", "NEW", column: "id")
            + """
            CREATE TRIGGER practices_settings_update AFTER UPDATE ON practices
            BEGIN UPDATE booking_rules SET settings_revision = settings_revision + 1
            WHERE practitioner_id IN (SELECT id FROM accounts WHERE practice_id = NEW.id); END;

            """

    /// The columns of `booking_rules` that people set.
    private static let settings = """
        slug, is_open, introduction, minimum_notice_minutes, horizon_days, step_minutes, daily_cap, holds_requests,
        hold_hours, cancel_hours, reminds_day, reminds_hour, announces_door, calendar_token_hash, calendar_revision
        """

    private static func mark(
        _ name: String, _ event: String, _ rows: String..., column: String = "practitioner_id"
    ) -> String {
        """
        CREATE TRIGGER \(name) AFTER \(event)
        BEGIN UPDATE booking_rules SET settings_revision = settings_revision + 1
        WHERE practitioner_id IN (\(rows.map { "\($0).\(column)" }.joined(separator: ", "))); END;

        """
    }
}
