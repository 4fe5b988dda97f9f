# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The process that reads strangers' calendars: what it may use, what it is given, and what it can take down with it."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time

import pytest

from conftest import served
from outside_server import calendar, event, running
from person import PASSWORD, Person, until
from programs import make_feed, rows
from server import PROGRAM
from test_operator import run

DAY = 86_400
NINE = 1_799_139_600  # 2027-01-05T09:00Z
QUESTION = {"from": NINE - DAY, "to": NINE + DAY, "zone": "Europe/Paris"}
# Rules that never occur, which libical looks for to the end of time: seconds of work.
ENDLESS = calendar(*(
    event(f"e{number}", "20270101T080000Z", "20270101T090000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31")
    for number in range(9000)))


def reader() -> subprocess.Popen:
    return subprocess.Popen(
        [PROGRAM, "read-calendar"], env={"PATH": "/usr/bin", "LANG": "C.UTF-8"}, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def asked(content: bytes, question: bytes = json.dumps(QUESTION).encode() + b"\n") -> tuple[int, bytes]:
    process = reader()
    output, _ = process.communicate(question + content, timeout=40)
    return process.returncode, output


# MARK: On its own


def limits(pid: int) -> dict[str, list[str]]:
    with open(f"/proc/{pid}/limits") as table:
        return {line[:26].strip(): line[26:].split()[:2] for line in table}


def test_it_limits_itself_before_it_reads_a_byte():
    process = reader()
    try:
        most = {"Max cpu time": ["10", "10"], "Max address space": [str(1 << 30)] * 2, "Max file size": ["0", "0"],
                "Max core file size": ["0", "0"]}
        until(lambda: most.items() <= limits(process.pid).items())
        assert process.poll() is None, "it waits for its question"
    finally:
        process.communicate(timeout=20)
    assert process.returncode != 0, "no question, no answer"


def test_a_good_calendar_is_answered_with_its_busy_times():
    code, output = asked(calendar(event("one", "20270105T090000Z", "20270105T100000Z", "SUMMARY:Dentist")))
    assert code == 0 and json.loads(output) == {"busy": [NINE, NINE + 3600]}


@pytest.mark.parametrize("content", [
    b"", b"\n", b"BEGIN:VCALENDAR\r\n", b"<!doctype html>", bytes(range(256)) * 400,
    b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 1000])
def test_what_is_no_calendar_is_refused_in_a_word(content):
    code, output = asked(content)
    assert code == 0
    answer = json.loads(output)
    assert (answer["busy"], answer["failure"]) == ([], answer["failure"]) and answer["failure"] in ("notACalendar", "tooDeep")


@pytest.mark.parametrize("question", [b"", b"\n", b"{}\n", b"[]\n", b'{"from":"x","to":0,"zone":""}\n', b"\xff\xfe\n"])
def test_what_is_no_question_has_no_answer(question):
    code, output = asked(b"", question)
    assert code not in (None, 0) and output == b""


# MARK: Beside a server that does other things


outside = pytest.fixture(scope="module")(running)


@pytest.fixture
def silent():
    """A mail server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door


@pytest.fixture
def site(tmp_path, silent):
    for server in served(tmp_path, smtp=f"smtp://127.0.0.1:{silent.getsockname()[1]}", outgoing_allowed="127.0.0.0/8"):
        Person(server).set_up()
        yield server


def children(pid: int) -> list[int]:
    """The processes that read a calendar for this server."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError, IndexError):
            with open(f"/proc/{name}/stat") as stat, open(f"/proc/{name}/cmdline") as line:
                if stat.read().rpartition(")")[2].split()[1] == str(pid) and "read-calendar" in line.read():
                    found.append(int(name))
    return found


def descriptors(pid: int) -> dict[int, str]:
    found = {}
    for name in os.listdir(f"/proc/{pid}/fd"):
        with contextlib.suppress(OSError):
            found[int(name)] = os.readlink(f"/proc/{pid}/fd/{name}")
    return found


def beside(pid: int) -> dict[int, str]:
    """What it has besides its input, its output and its errors."""
    return {number: link for number, link in descriptors(pid).items() if number > 2}


def due(server, *urls: str, of_bert: str | None = None) -> list[str]:
    """Adds these calendars to a server that starts then. Of one practitioner one is fetched at a time: another's may drip meanwhile."""
    server.stop()
    with rows(server) as table:
        table.execute("update busy_feeds set next_try_at = ?", (int((time.time() + DAY) * 1000),))
    ids = [make_feed(server, url) for url in urls]
    if of_bert:
        make_feed(server, of_bert, "bert@example.org")
    server.start()
    return ids


def tried(server, id: str):
    with rows(server) as table:
        row = table.execute("select * from busy_feeds where id = ?", (id,)).fetchone()
    return row["tried_at"] and dict(row)


def test_it_is_given_nothing_of_the_servers(site, outside, silent):
    """While a client is connected, a calendar drips, and a mail is on its way."""
    person = Person(site)
    assert person.sign_in().status == 303
    person.add()
    outside.calendar = ENDLESS
    assert run(site, "user", "add", "bert@example.org", "--name", "Bert", "--practitioner", typed=PASSWORD + "\n")[0] == 0
    due(site, f"{outside.base}/held.ics", of_bert=f"{outside.base}/drip")
    outside.wait_for("/drip")
    outside.wait_for("/held.ics")
    mail, _ = silent.accept()
    with mail, socket.create_connection(("127.0.0.1", site.port)):
        outside.released.set()
        [child] = until(lambda: children(site.process.pid))
        until(lambda: limits(child)["Max cpu time"][0] == "10")
        server, given = descriptors(site.process.pid), descriptors(child)
        assert len([link for link in server.values() if link.startswith("socket:")]) > 4
        assert given[0] == given[1] and given[0].startswith("socket:") and given[2] == "/dev/null"
        assert given[0] not in server.values(), "it has the other end"
        alone = reader()
        try:
            until(lambda: beside(child) == beside(alone.pid))
        finally:
            alone.communicate(timeout=20)
        with open(f"/proc/{child}/environ") as environment:
            assert "VISAVIS" not in environment.read()


def test_its_fall_is_a_failure_of_that_calendar_alone(site, outside):
    outside.calendar = ENDLESS
    [id] = due(site, f"{outside.base}/good.ics")
    [child] = until(lambda: children(site.process.pid))
    os.kill(child, signal.SIGKILL)
    row = until(lambda: tried(site, id))
    assert (row["failure"], row["events"], row["fetched_at"]) == ("too_large", 0, None)
    assert site.process.poll() is None and Person(site).get("/login").status == 200
    outside.calendar, outside.tag = calendar(event("one", "20270105T090000Z", "20270105T100000Z")), '"2"'
    with rows(site) as table:
        table.execute("delete from busy_feeds")
    [id] = due(site, f"{outside.base}/good.ics")
    assert until(lambda: tried(site, id))["events"] == 1
    until(lambda: not children(site.process.pid))


def test_stopping_does_not_wait_for_it(site, outside):
    outside.calendar = ENDLESS
    [id] = due(site, f"{outside.base}/good.ics")
    [child] = until(lambda: children(site.process.pid))
    os.kill(child, signal.SIGSTOP)
    began = time.monotonic()
    assert site.stop() == 0 and time.monotonic() - began < 5
    assert not os.path.exists(f"/proc/{child}") and tried(site, id) is None, "it was broken off, and did not fail"
