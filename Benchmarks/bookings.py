# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What booking costs with 100,000 appointments stored: the public page, a booking with its mails, the desk."""

import contextlib
import http.client
import json
import re
import sqlite3
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from practice import SLUG, Practice
from server import Server
from table import ROOT, Row

STORED = 100_000
COMING = 400
SECONDS = 5
ROUNDS = 3
# Of bookings and bare commits, by turns: both wait for the disk, which is not equally quick at all times.
COMMIT_ROUNDS = 5
DESKS = 50


@contextlib.contextmanager
def house(**practice):
    """A server with a practitioner's years in its database."""
    with tempfile.TemporaryDirectory(prefix="visavis-bench-") as folder:
        server = Server(Path(folder), api_requests_per_minute="1000000", log_level="warning")
        server.start()
        server.stop()
        database = Path(folder) / "data" / "visavis.sqlite"
        practitioner = Practice(database, **practice)
        server.start()
        try:
            yield server, practitioner, database
        finally:
            server.stop()


def run(*command) -> str:
    done = subprocess.run([str(part) for part in command], text=True, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pages(server: Server, practitioner: Practice) -> Row:
    url = f"{server.base}/book/{SLUG}/{practitioner.type}"
    rates = []
    for _ in range(ROUNDS):
        said = run("wrk", "-t1", "-c16", f"-d{SECONDS}s", "-H", "Accept-Encoding: gzip", "-H", "Accept-Language: fr", url)
        assert "Non-2xx" not in said, said
        rates.append(float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]))
    delays = []
    for _ in range(ROUNDS):
        said = run("hey", "-z", f"{SECONDS}s", "-c", 20, "-q", 50, "-H", "Accept-Language: fr", url)
        assert re.search(r"\[200\]\s+\d+", said) and "Error distribution" not in said, said
        delays.append(1000 * float(re.search(r"99% in ([\d.]+) secs", said)[1]))
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    best, p99 = statistics.median(rates), statistics.median(delays)
    return Row(
        f"`/book/…` with free times, {STORED:,} appointments stored", "≥ 2,000 pages/s; p99 ≤ 50 ms at 1,000/s",
        f"{best:,.0f}/s; p99 {p99:.1f} ms at {rate:,.0f}/s", "both cores shared with the load (wrk, hey)",
        best >= 2000 and p99 <= 50)


def desk(server: Server, practitioner: Practice) -> Row:
    connection = http.client.HTTPConnection("localhost", server.port)
    times = []
    for _ in range(DESKS):
        started = time.perf_counter()
        connection.request("GET", "/desk", headers={"Cookie": f"visavis={practitioner.login}"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        times.append(1000 * (time.perf_counter() - started))
    middle, worst = statistics.median(times), max(times)
    return Row(
        f"the desk with {STORED:,} appointments behind it", "≤ 30 ms",
        f"{middle:.1f} ms (worst of {DESKS}: {worst:.1f})", "", middle <= 30)


def bare_commits(folder: Path) -> float:
    """Inserts a second, each a transaction of its own that is on the disk when it returns."""
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, value TEXT NOT NULL)")
    count, started = 0, time.perf_counter()
    while time.perf_counter() - started < SECONDS / 2:
        connection.execute("INSERT INTO bare (value) VALUES (?)", (f"appointment {count}",))
        count += 1
    rate = count / (time.perf_counter() - started)
    connection.close()
    return rate


def bookings(server: Server, practitioner: Practice, database: Path) -> Row:
    rates, bare = [], []
    step = 300
    first = int(time.time()) // 86_400 * 86_400 + 2 * 86_400
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as reader:
        def stored() -> int:
            return reader.execute("SELECT count(*) FROM appointments WHERE state = 'requested'").fetchone()[0]

        for _ in range(COMMIT_ROUNDS):
            bare.append(bare_commits(database.parent))
            before, started = stored(), time.perf_counter()
            run("wrk", "-t2", "-c2", f"-d{SECONDS}s", "-s", ROOT / "Benchmarks/book.lua",
                f"{server.base}/api/v1/appointments", "--", practitioner.key, practitioner.type, first, step)
            rates.append((stored() - before) / (time.perf_counter() - started))
            # One client may be ahead of the other: nobody asks for what is taken.
            last = reader.execute("SELECT max(starts_at) FROM appointments WHERE state = 'requested'").fetchone()[0]
            first = last // 1000 + 2 * step
    ours, loop = statistics.median(rates), statistics.median(bare)
    return Row(
        "booking: a request over HTTP with its two mails ordered, its end planned, and fsync, two clients", "≥ 0.3 × bare commits",
        f"{ours:,.0f}/s: {ours / loop:.2f} ×", f"bare SQLite loop of one-insert commits (WAL, FULL) {loop:,.0f}/s",
        ours >= 0.3 * loop)


def up_again(server: Server, practitioner: Practice, database: Path) -> Row:
    """The plug is pulled amid bookings: the next start finds a log of the database that nobody closed, mails that were
    on their way, and all that is stored."""
    times = []
    for round in range(ROUNDS):
        first = int(time.time()) // 86_400 * 86_400 + (250 + 35 * round) * 86_400
        load = subprocess.Popen(
            ["wrk", "-t2", "-c2", f"-d{SECONDS}s", "-s", ROOT / "Benchmarks/book.lua",
             f"{server.base}/api/v1/appointments", "--", practitioner.key, practitioner.type, str(first), "300"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(SECONDS / 2)
        server.kill()
        load.terminate()
        load.wait(10)
        started = time.perf_counter()
        server.start()
        times.append(time.perf_counter() - started)
        connection = http.client.HTTPConnection("localhost", server.port)
        connection.request("GET", "/readyz")
        assert connection.getresponse().status == 200
        connection.close()
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as reader:
        assert reader.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return Row(
        f"up again after `kill -9` amid bookings, {STORED:,} appointments stored", "≤ 3 s",
        f"{statistics.median(times):.2f} s (worst of {ROUNDS}: {max(times):.2f})", "", max(times) <= 3)


def slots() -> Row:
    figures = {figure["days"]: figure for figure in json.loads(run(ROOT / "Benchmarks/.build/release/SlotTimes"))}
    whole, growth = figures[60], figures[240]["medianOfDays"] / figures[60]["medianOfDays"]
    return Row(
        "free slots of 60 days, 10 types, 2,000 appointments, 5 calendars of 1,000 events", "≤ 5 ms, linear in the days",
        f"{whole['median']:.2f} ms (p99 {whole['p99']:.2f}); four times the days take {growth:.1f} × as long", "",
        whole["median"] <= 5 and growth <= 5)


def rows():
    yield slots()
    with house(past=STORED - COMING, coming=COMING) as (server, practitioner, _):
        yield pages(server, practitioner)
        yield desk(server, practitioner)
    # A year of five minutes each: more than all rounds take, because a refusal costs more than a booking.
    with house(past=STORED - COMING, coming=0, step=5, length=5, horizon=365) as (server, practitioner, database):
        yield bookings(server, practitioner, database)
        yield up_again(server, practitioner, database)
