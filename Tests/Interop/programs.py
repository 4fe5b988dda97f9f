# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A practitioner's other program: a key, and JSON over HTTP as Python's own client speaks it."""

import datetime
import hashlib
import http.client
import json
import secrets
import sqlite3
import time


def make_key(server, email="anne@example.org", key: str | None = None) -> str:
    """A key of this practitioner, as the table holds it. The page that makes keys has tests of its own."""
    key = key or "vv_" + secrets.token_urlsafe(24)
    with rows(server) as table:
        account = table.execute("select id from accounts where email = ?", (email,)).fetchone()[0]
        table.execute(
            "insert into api_keys (id, practitioner_id, name, key_hash, created_at) values (?, ?, 'test', ?, ?)",
            (secrets.token_hex(16), account, hashlib.sha256(key.encode()).hexdigest(), int(time.time() * 1000)))
    return key


def make_type(server, email="anne@example.org", **columns) -> str:
    """Something to be booked, every day from 8 to 20 o'clock."""
    columns = {"name": "Consultation", "description": "", "price": "", "colour": "green", "length_minutes": 30,
               "buffer_before": 0, "buffer_after": 0, "position": 0, "visibility": "shown", "confirms_at_once": 0,
               "link_key": secrets.token_hex(8), "id": secrets.token_hex(16)} | columns
    with rows(server) as table:
        account = table.execute("select id from accounts where email = ?", (email,)).fetchone()[0]
        columns["practitioner_id"] = account
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        table.execute(f"insert into appointment_types ({names}) values ({marks})", tuple(columns.values()))
        table.execute("delete from weekly_hours where practitioner_id = ?", (account,))
        for weekday in range(1, 8):
            table.execute("insert into weekly_hours values (?, ?, 480, 1200)", (account, weekday))
    return columns["id"]


def make_hook(server, url: str, email="anne@example.org") -> tuple[str, bytes]:
    """Returns the address's id and the secret that signs."""
    import base64
    secret = secrets.token_bytes(24)
    with rows(server) as table:
        account = table.execute("select id from accounts where email = ?", (email,)).fetchone()[0]
        id = secrets.token_hex(16)
        table.execute("insert into webhooks values (?, ?, ?, ?, ?)", (
            id, account, url, "whsec_" + base64.b64encode(secret).decode(), int(time.time() * 1000)))
    return id, secret


def make_feed(server, url: str, email="anne@example.org") -> str:
    """Due at once; fetched when the service looks next, or when the server starts."""
    with rows(server) as table:
        account = table.execute("select id from accounts where email = ?", (email,)).fetchone()[0]
        id, now = secrets.token_hex(16), int(time.time() * 1000)
        table.execute(
            "insert into busy_feeds (id, practitioner_id, name, url, next_try_at, events, created_at) "
            "values (?, ?, 'Other', ?, ?, 0, ?)", (id, account, url, now, now))
    return id


class rows:
    """The server's own tables, for what no page does."""

    def __init__(self, server):
        self.path = server.folder / "data" / "visavis.sqlite"

    def __enter__(self):
        self.connection = sqlite3.connect(self.path, timeout=10)
        self.connection.row_factory = sqlite3.Row
        return self.connection

    def __exit__(self, kind, *_):
        if kind is None:
            self.connection.commit()
        self.connection.close()


class Reply:
    def __init__(self, response: http.client.HTTPResponse):
        self.status = response.status
        self.fields = response.msg
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def reason(self) -> str:
        """The word of a refusal, whose form is checked by the way."""
        assert self.fields["Content-Type"] == "application/problem+json", (self.status, self.body)
        problem = self.json
        assert problem["status"] == self.status and problem["type"] and problem["title"] and problem["instance"]
        return problem["reason"]

    @property
    def wrong(self) -> set[str]:
        """The fields that it names."""
        assert (self.status, self.reason) == (422, "invalid"), self.body
        return {error["field"] for error in self.json["errors"]}


class Program:
    def __init__(self, server, key: str | None):
        self.server = server
        self.key = key

    def ask(self, method: str, path: str, document=None, body: bytes | None = None, timeout=20, **fields) -> Reply:
        headers = {"Host": f"localhost:{self.server.port}"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        if document is not None:
            body = json.dumps(document).encode()
        if body is not None:
            headers["Content-Type"] = "application/json"
        for name, value in fields.items():
            headers.pop(name.replace("_", "-"), None)
            if value is not None:
                headers[name.replace("_", "-")] = value
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers)
            return Reply(connection.getresponse())
        finally:
            connection.close()

    def get(self, path: str, **fields) -> Reply:
        return self.ask("GET", path, **fields)

    def post(self, path: str, document=None, **fields) -> Reply:
        return self.ask("POST", path, document, **fields)

    def book(self, start: str, **more) -> Reply:
        return self.post("/api/v1/appointments", booking(start, **more))


def booking(start: str, **more) -> dict:
    document = {"startsAt": start, "client": {"name": "Zoë Lefèvre", "email": "zoe@example.org"}, **more}
    if "typeId" not in document and "lengthMinutes" not in document:
        document["lengthMinutes"] = 30
    return document


def at(days: int, hour: int, minute=0) -> str:
    """So many days ahead, at that hour of Paris, in UTC."""
    import zoneinfo
    day = datetime.date.today() + datetime.timedelta(days=days)
    local = datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))
    return local.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
