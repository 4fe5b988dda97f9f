# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A practitioner with ten years of appointments behind, and an open booking page, in the database of a server that does not run."""

import hashlib
import secrets
import sqlite3
import time
from pathlib import Path

DAY = 86_400_000
SLUG = "anne-martin"


def token() -> str:
    return secrets.token_urlsafe(16)


class Practice:
    def __init__(self, database: Path, past: int, coming: int, step: int = 60, length: int = 50, horizon: int = 60):
        """So many appointments of fifty minutes that are over, and so many that come, ten a day. `step` and `length` in
        minutes are those of the one type that can be booked, every day of the coming `horizon`, around the clock."""
        self.account, self.room, self.login, self.type = (secrets.token_hex(16) for _ in range(4))
        self.key = f"vv_{token()}"
        now = int(time.time() * 1000)
        connection = sqlite3.connect(database)
        connection.execute("PRAGMA foreign_keys = ON")
        practice = secrets.token_hex(16)
        with connection:
            self._people(connection, practice, now)
            self._offer(connection, step, length, horizon)
            self._appointments(connection, practice, now, past, coming)
        connection.close()

    @staticmethod
    def _add(connection, table: str, **row):
        connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                           list(row.values()))

    def _people(self, connection, practice: str, now: int):
        login = hashlib.sha256(self.login.encode()).hexdigest()
        self._add(connection, "practices", id=practice, name="Bench", owner_contact="", sender_name="Bench",
                  legal_text="", privacy_text="", help_phone="", urgent_help="", language="fr", time_zone="Europe/Paris",
                  # Nobody's time is over while it is measured: a hundred thousand clients are not to be forgotten beside it.
                  retention_months=1200)
        self._add(connection, "accounts", id=self.account, practice_id=practice, email="anne@example.org",
                  name="Anne Martin", is_owner=1, is_practitioner=1, password_hash=None, language="fr",
                  time_zone="Europe/Paris", disabled_at=None, created_at=now)
        self._add(connection, "practitioners", account_id=self.account, room_id=self.room, camera_on_at_entry=1,
                  lock_on_entry=0, stay_closed=0, room_link_allowed=1, help_phone=None, welcome=None,
                  knock_minutes_before=15, knock_minutes_after=30)
        self._add(connection, "rooms", id=self.room, practitioner_id=self.account, slug=f"room-{token()}",
                  name="Room", epoch=0, locked=0)
        self._add(connection, "login_sessions", token_hash=login, account_id=self.account, created_at=now,
                  last_seen_at=now, expires_at=now + DAY)

    def _offer(self, connection, step: int, length: int, horizon: int):
        self._add(connection, "booking_rules", practitioner_id=self.account, slug=SLUG, is_open=1, introduction="",
                  minimum_notice_minutes=120, horizon_days=horizon, step_minutes=step, daily_cap=None, holds_requests=1,
                  hold_hours=24, cancel_hours=0, reminds_day=1, reminds_hour=1, announces_door=1,
                  calendar_token_hash=None, calendar_revision=0, revision=0)
        self._add(connection, "appointment_types", id=self.type, practitioner_id=self.account, name="Consultation",
                  description="", price="60 €", colour="blue", length_minutes=length, buffer_before=0, buffer_after=0,
                  position=0, visibility="shown", link_key=token(), confirms_at_once=0, archived_at=None)
        self._add(connection, "api_keys", id=token(), practitioner_id=self.account, name="Bench",
                  key_hash=hashlib.sha256(self.key.encode()).hexdigest(), created_at=0, last_used_at=None, revoked_at=None)
        for weekday in range(1, 8):
            self._add(connection, "weekly_hours", practitioner_id=self.account, weekday=weekday, start_minute=0,
                      end_minute=1440)

    def _appointments(self, connection, practice: str, now: int, past: int, coming: int):
        today = now // DAY * DAY
        starts = [today - (1 + index // 10) * DAY + (7 + index % 10) * 3_600_000 for index in range(past)]
        starts += [today + (2 + index // 10) * DAY + (7 + index % 10) * 3_600_000 for index in range(coming)]
        for index, start in enumerate(starts):
            client, appointment = secrets.token_hex(16), secrets.token_hex(16)
            self._add(connection, "clients", id=client, practice_id=practice, name=f"Client {index}",
                      email=f"c{index}@example.org", phone=None, language="fr", time_zone="Europe/Paris")
            self._add(connection, "appointments", id=appointment, practitioner_id=self.account, client_id=client,
                      state="held" if index < past else "confirmed", starts_at=start, length_minutes=50,
                      time_zone="Europe/Paris", note="", uid=f"{appointment}@example.org", sequence=0,
                      join_token_hash=token(), manage_token_hash=token(), link_revision=0, created_at=start - DAY,
                      confirmed_at=start - DAY, type_id=self.type, type_name="Consultation")
