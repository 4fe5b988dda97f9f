# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The public booking page with 100,000 appointments stored: pages a second, and how long one takes at a steady rate."""

import http.client
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

from server import Server
from table import Row

APPOINTMENTS = 100_000
COMING = 400
DAY = 86_400_000
PAGES = 2_000
RATE = 1_000
LONGEST = 50


def set_up(server: Server):
    """The owner's first run, by the form alone."""
    path = urllib.parse.urlsplit(server.set_up_link).path
    connection = http.client.HTTPConnection("localhost", server.port)
    connection.request("GET", path)
    token = re.search(r'name="formToken" value="([^"]+)"', connection.getresponse().read().decode())[1]
    form = {"formToken": token, "practiceName": "Cabinet", "name": "Anne Martin", "email": "anne@example.org",
            "password": "correct horse battery", "timeZone": "Europe/Paris", "language": "fr", "isPractitioner": "on",
            "roomName": "Anne"}
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": server.base}
    connection.request("POST", path, urllib.parse.urlencode(form), headers)
    answer = connection.getresponse()
    assert answer.status == 303, answer.read()
    connection.close()


def fill(server: Server) -> str:
    """Appointments of years past, and some of the coming weeks. Returns the page's path."""
    database = sqlite3.connect(server.folder / "data/visavis.sqlite")
    now = int(time.time() * 1000) // DAY * DAY
    person = database.execute("SELECT account_id FROM practitioners").fetchone()[0]
    practice = database.execute("SELECT id FROM practices").fetchone()[0]
    database.execute("INSERT INTO clients VALUES ('c', ?, 'Zoë', 'zoe@example.org', NULL, 'fr', 'Europe/Paris')", [practice])

    def rows():
        for number in range(APPOINTMENTS):
            is_coming = number < COMING
            day = now + (number // 8 + 1) * DAY if is_coming else now - (number // 40 + 1) * DAY
            start = day + (8 + number % (8 if is_coming else 10)) * 3_600_000
            yield (str(number), person, "confirmed" if is_coming else "held", start, f"{number}@x", f"j{number}", f"m{number}")

    database.executemany(
        "INSERT INTO appointments (id, practitioner_id, client_id, state, starts_at, length_minutes, time_zone, note, uid,"
        " sequence, join_token_hash, manage_token_hash, link_revision, created_at)"
        " VALUES (?, ?, 'c', ?, ?, 50, 'Europe/Paris', '', ?, 0, ?, ?, 0, 0)", rows())
    database.execute("UPDATE booking_rules SET is_open = 1")
    kind = database.execute("SELECT id FROM appointment_types").fetchone()[0]
    slug = database.execute("SELECT slug FROM booking_rules").fetchone()[0]
    database.commit()
    database.close()
    return f"/book/{slug}/{kind}?zone=Asia%2FTokyo"


def load(address: str, *options: str) -> tuple[float, float]:
    """(answers a second, milliseconds that 99 of 100 take at most)."""
    command = ["hey", "-disable-redirects", "-H", "Accept-Encoding: gzip", *options, address]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    answers = re.findall(r"\[(\d+)\]\s+\d+ responses", text)
    assert answers == ["200"], text
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), float(re.search(r"99% in ([\d.]+)", text)[1]) * 1000


def rows() -> list[Row]:
    if not shutil.which("hey"):
        sys.exit("The load on the booking page comes from hey: sudo apt-get install --no-install-recommends hey")
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        server.start()
        set_up(server)
        server.stop()
        address = fill(server)
        server.start()
        try:
            load(server.base + address, "-z", "2s", "-c", "8")
            most, _ = load(server.base + address, "-z", "10s", "-c", "16")
            # 20 connections of 50 pages a second each.
            _, longest = load(server.base + address, "-z", "15s", "-c", "20", "-q", str(RATE // 20))
        finally:
            server.stop()
    what = f"/book with {APPOINTMENTS:,} appointments stored"
    return [
        Row(f"{what}, pages a second", f"≥ {PAGES:,}", f"{most:,.0f}", "", most >= PAGES),
        Row(f"{what}, 99 of 100 at {RATE:,}/s", f"≤ {LONGEST} ms", f"{longest:.1f} ms", "", longest <= LONGEST),
    ]
