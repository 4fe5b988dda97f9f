# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Thousands of rooms in the database of a server that does not run, and what the pages in them say.

The rows are what set-up, invitations and confirmed appointments leave behind; doing that 2,500 times would take longer
than the measurement. Tickets are signed as the server signs them, with the key from its database.
"""

import base64
import hashlib
import hmac
import json
import secrets
import sqlite3
import time
from pathlib import Path


def token() -> str:
    return secrets.token_urlsafe(16)


def fill(database: Path, count: int) -> "Rooms":
    """Adds one practice with so many practitioners, each with a room, a signed-in browser and an appointment now."""
    now = int(time.time() * 1000)
    later = now + 12 * 3600_000
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA foreign_keys = ON")

    def add(table: str, **row):
        connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                           list(row.values()))

    practice = token()
    with connection:
        add("practices", id=practice, name="Bench", owner_contact="", sender_name="Bench", legal_text="",
            privacy_text="", help_phone="", urgent_help="", language="fr", time_zone="Europe/Paris")
        rooms = []
        for index in range(count):
            room = {name: token() for name in ("account", "room", "client", "appointment", "login")}
            login = hashlib.sha256(room["login"].encode()).hexdigest()
            add("accounts", id=room["account"], practice_id=practice, email=f"p{index}@example.org",
                name=f"Practitioner {index}", is_owner=int(index == 0), is_practitioner=1, password_hash=None,
                language="fr", time_zone="Europe/Paris", disabled_at=None, created_at=now)
            add("practitioners", account_id=room["account"], room_id=room["room"], camera_on_at_entry=1, lock_on_entry=0,
                stay_closed=0, room_link_allowed=1, help_phone=None, welcome=None, knock_minutes_before=15,
                knock_minutes_after=30)
            add("rooms", id=room["room"], practitioner_id=room["account"], slug=f"room-{index}-{token()}",
                name=f"Room {index}", epoch=0, locked=0)
            add("login_sessions", token_hash=login, account_id=room["account"], created_at=now, last_seen_at=now,
                expires_at=later)
            add("clients", id=room["client"], practice_id=practice, name=f"Client {index}",
                email=f"c{index}@example.org", phone=None, language="fr", time_zone="Europe/Paris")
            add("appointments", id=room["appointment"], practitioner_id=room["account"], client_id=room["client"],
                state="confirmed", starts_at=now, length_minutes=120, time_zone="Europe/Paris", note="",
                uid=f"{token()}@example.org", sequence=0, join_token_hash=token(), manage_token_hash=token(),
                link_revision=0, created_at=now, confirmed_at=now)
            rooms.append(room | {"login": login})
    key = connection.execute("SELECT value FROM secrets WHERE name = 'tickets'").fetchone()[0]
    connection.close()
    return Rooms(rooms, key)


class Rooms:
    def __init__(self, rooms: list[dict], key: bytes):
        self.rooms = rooms
        self.key = key

    def ticket(self, room: dict, **bearer) -> str:
        payload = json.dumps({"v": 1, "page": token(), "room": room["room"], **bearer,
                              "expires": int(time.time()) + 900}, separators=(",", ":")).encode()
        signature = hmac.digest(self.key, payload, "sha256")
        return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in (payload, signature))

    def protocols(self, room: dict) -> tuple[str, str]:
        """Those of the host's page and of the client's."""
        host = self.ticket(room, account=room["account"], login=room["login"])
        client = self.ticket(room, appointment=room["appointment"], revision=0, source="A" * 16)
        return f"visavis.v1, ticket.{host}", f"visavis.v1, ticket.{client}"

    def write_plan(self, file: Path, rooms: range, in_call: bool):
        """The host in the open room and the client ready, or both in a call; host and client by turns."""
        lines = []
        for index in rooms:
            host, client = self.protocols(self.rooms[index])
            host_steps = [said(0, "hello", version=1, resume=None), heard("welcome"), said(1, "open"), done(1)]
            client_steps = [said(0, "hello", version=1, resume=None), heard("welcome"),
                            said(1, "ready", name=f"Client {index}", devices=DEVICES), done(1)]
            if in_call:
                knock = f"knock{index}"
                host_steps += [["await", f'"{knock}"'], said(2, "admit", knock=knock), heard("grant"),
                               said(3, "connected"), done(3)]
                client_steps += [["await", '"state":"open"'], said(2, "knock", knock=knock, name="Client", left=None),
                                 heard("grant"), said(3, "connected"), done(3)]
            lines += [{"protocols": host, "steps": host_steps}, {"protocols": client, "steps": client_steps}]
        file.write_text("\n".join(json.dumps(line) for line in lines))


DEVICES = {"camera": True, "microphone": True, "speaker": True}


def said(number: int, kind: str, **fields) -> list[str]:
    return ["send", json.dumps({"type": kind} | ({"id": number} if number else {}) | fields)]


def heard(kind: str) -> list[str]:
    return ["await", f'"type":"{kind}"']


def done(number: int) -> list[str]:
    return ["await", f'"type":"ack","id":{number}}}']
