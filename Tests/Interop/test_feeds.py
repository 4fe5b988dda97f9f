# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Other people's calendars: what they block, and what a hostile one cannot do."""

import contextlib
import datetime
import socket
import time

import pytest

from conftest import served
from outside_server import calendar, event, running
from person import PASSWORD, Person, until
from programs import Program, at, make_feed, make_key, make_type, rows
from test_operator import run


outside = pytest.fixture(scope="module")(running)


@pytest.fixture
def site(site):
    site.type = make_type(site)
    return site


def feed(server, id: str) -> dict:
    with rows(server) as table:
        return dict(table.execute("select * from busy_feeds where id = ?", (id,)).fetchone())


def look(server):
    """The service looks when it starts."""
    server.stop()
    with rows(server) as table:
        table.execute("update busy_feeds set next_try_at = 0")
    server.start()


def fetched(server, url: str) -> dict:
    """The calendar's row after its first try."""
    server.stop()
    id = make_feed(server, url)
    server.start()
    return until(lambda: (row := feed(server, id))["tried_at"] and row, within=40)


def starts(server, day: int) -> list[str]:
    answer = Program(server, make_key(server)).get(
        f"/api/v1/slots?typeId={server.type}&from={at(day, 0)}&to={at(day + 1, 0)}")
    return [slot["startsAt"] for slot in answer.json["slots"]]


def basic(moment: str) -> str:
    return moment.replace("-", "").replace(":", "")


def test_busy_elsewhere_is_no_slot(site, outside):
    assert at(10, 9) in starts(site, 10)
    outside.calendar = calendar(event("one", basic(at(10, 9)), basic(at(10, 10)), "SUMMARY:Dentist"))
    row = fetched(site, f"{outside.base}/good.ics")
    assert (row["failure"], row["events"], row["etag"]) == (None, 1, '"1"') and row["fetched_at"]
    free = starts(site, 10)
    assert at(10, 9) not in free and at(10, 8) in free and at(10, 10) in free
    with rows(site) as table:
        assert not any("Dentist" in str(value) for name in tables(table) for line in table.execute(f"select * from {name}")
                       for value in line), "what the event is about is nobody's here"


def tables(table) -> list[str]:
    return [row[0] for row in table.execute("select name from sqlite_master where type = 'table'")]


def test_an_unchanged_calendar_is_not_sent_again_and_the_last_good_one_is_kept(site, outside):
    outside.calendar, outside.tag = calendar(event("one", basic(at(11, 9)), basic(at(11, 10)))), '"2"'
    id = fetched(site, f"{outside.base}/good.ics")["id"]
    before = feed(site, id)
    count = len(outside.of("/good.ics"))
    look(site)
    outside.wait_for("/good.ics", count + 1)
    assert outside.of("/good.ics")[-1].fields["if-none-match"] == '"2"'
    until(lambda: feed(site, id)["fetched_at"] > before["fetched_at"])
    assert at(11, 9) not in starts(site, 11)
    due = feed(site, id)["next_try_at"] - time.time() * 1000
    assert 400_000 < due < 730_000, "every ten minutes, not all together"
    with rows(site) as table:
        table.execute("update busy_feeds set url = ?", (f"{outside.base}/status?code=503",))
    look(site)
    until(lambda: feed(site, id)["failure"] == "refused")
    kept = feed(site, id)
    assert kept["events"] == 1 and kept["next_try_at"] > time.time() * 1000 + 400_000
    assert at(11, 9) not in starts(site, 11), "what was known stays"


def test_a_compressed_calendar_and_a_redirected_one_are_read(site, outside):
    outside.calendar = calendar(event("one", basic(at(12, 9)), basic(at(12, 10))))
    assert fetched(site, f"{outside.base}/gzip.ics")["events"] == 1
    assert fetched(site, f"{outside.base}/to?to=/gzip.ics")["events"] == 1


HOSTILE = {
    "/huge": "too_large", "/bomb": "too_large", "/headers": "too_large", "/many": "too_large", "/page": "not_a_calendar",
    "/status?code=404": "gone", "/status?code=403": "not_allowed", "/status?code=500": "refused", "/round": "bad_redirect",
    "/to?to=file:///etc/passwd": "bad_redirect", "/to?to=http://127.0.0.1:22/": "bad_redirect",
    "/to?to=gopher://127.0.0.1/": "bad_redirect", "/to?to=http://10.0.0.1/": "not_public",
    "/to?to=http://169.254.169.254/latest/meta-data/": "not_public", "/to?to=http://[::1]/": "not_public",
    "/to?to=http://[::ffff:127.0.0.1]/": "not_public",
}


def all_fetched(server, addresses: list[str]) -> dict[str, dict]:
    """The rows of these calendars after their first try, all side by side."""
    server.stop()
    ids = {address: make_feed(server, address) for address in addresses}
    server.start()
    return {address: until(lambda: (row := feed(server, id))["tried_at"] and row, within=90) for address, id in ids.items()}


@pytest.fixture(scope="module")
def refused(hostile, outside):
    return all_fetched(hostile, [outside.base + path for path in HOSTILE])


@pytest.mark.parametrize("path", HOSTILE)
def test_a_hostile_calendar_is_refused_in_a_word(hostile, outside, refused, path):
    row = refused[outside.base + path]
    assert (row["failure"], row["events"], row["fetched_at"]) == (HOSTILE[path], 0, None)
    assert hostile.process.poll() is None


def test_an_event_that_outlasts_all_time_ends_nothing(hostile, outside):
    """Its end would be too far away for a table's instant; as the duration is none, the event takes no time."""
    now = datetime.datetime.now(datetime.UTC)
    outside.calendar = calendar(
        event("real", f"{now:%Y%m%dT%H%M%SZ}", f"{now + datetime.timedelta(hours=1):%Y%m%dT%H%M%SZ}"),
        f"BEGIN:VEVENT\r\nUID:long\r\nDTSTART:{now:%Y%m%dT%H%M%SZ}\r\nDURATION:P{'9999999W' * 2000}\r\nEND:VEVENT\r\n")
    row = fetched(hostile, outside.base + "/good.ics?long")
    assert (row["failure"], row["events"]) == (None, 1)
    assert hostile.process.poll() is None


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    for server in served(tmp_path_factory.mktemp("hostile"), outgoing_allowed="127.0.0.0/8"):
        Person(server).set_up()
        yield server


def test_a_slow_drip_ends_and_nobody_waits_for_it(hostile, outside):
    people = [f"p{number}@example.org" for number in range(4)]
    for email in people:
        assert run(hostile, "user", "add", email, "--name", "Max Berg", "--practitioner", typed=PASSWORD + "\n")[0] == 0
    hostile.stop()
    ids = [make_feed(hostile, f"{outside.base}/drip?{email}", email) for email in people]
    hostile.start()
    outside.wait_for("/drip", 4)
    began = time.monotonic()
    assert Person(hostile).get("/login").status == 200 and time.monotonic() - began < 4
    for id in ids:
        row = until(lambda: (row := feed(hostile, id))["tried_at"] and row, within=30)
        assert row["failure"] == "timed_out"


def test_stopping_does_not_wait_for_a_drip(hostile, outside):
    hostile.stop()
    count = len(outside.of("/drip"))
    make_feed(hostile, f"{outside.base}/drip")
    hostile.start()
    outside.wait_for("/drip", count + 1)
    began = time.monotonic()
    assert hostile.stop() == 0 and time.monotonic() - began < 5
    with rows(hostile) as table:
        table.execute("delete from busy_feeds")
    hostile.start()


# MARK: Without the operator's leave


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    for server in served(tmp_path_factory.mktemp("strict")):
        Person(server).set_up()
        yield server


PRIVATE = [
    "http://127.0.0.1:{port}/good.ics", "http://localhost:{port}/good.ics", "http://sub.localhost:{port}/good.ics",
    "http://[::1]:{port}/good.ics", "http://[::ffff:127.0.0.1]:{port}/good.ics", "http://[::127.0.0.1]:{port}/good.ics",
    "http://2130706433:{port}/good.ics", "http://0x7f000001:{port}/good.ics", "http://017700000001:{port}/good.ics",
    "http://0177.0.0.1:{port}/good.ics", "http://127.1:{port}/good.ics", "http://0.0.0.0:{port}/good.ics",
    "http://0:{port}/good.ics", "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://10.0.0.1/",
    "http://192.168.0.1/", "http://172.16.0.1/", "http://100.64.0.1/", "http://[fe80::1]/", "http://[64:ff9b::7f00:1]/",
    "http://224.0.0.1/", "http://255.255.255.255/",
]
NO_ADDRESSES = [
    "file:///etc/passwd", "ftp://example.org/", "http://user:word@example.org/", "http://example.org:22/", "/etc/passwd", ""]


@pytest.fixture(scope="module")
def unasked(strict, outside):
    count = len(outside.heard)
    rows = all_fetched(strict, [address.format(port=outside.port) for address in PRIVATE] + NO_ADDRESSES)
    assert len(outside.heard) == count
    return rows


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_asked(outside, unasked, address):
    assert unasked[address.format(port=outside.port)]["failure"] == "not_public"


def test_a_name_of_this_machine_is_not_asked(strict, outside):
    """Whatever name it is found under: the address that it resolves to is judged, not the name."""
    name = socket.gethostname()
    with contextlib.suppress(OSError):
        socket.getaddrinfo(name, None)
        count = len(outside.heard)
        row = fetched(strict, f"http://{name}:{outside.port}/good.ics")
        assert row["failure"] in ("not_public", "unresolved") and len(outside.heard) == count


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_address_is_not_asked(unasked, address):
    assert unasked[address]["failure"] == "bad_address"


def test_staleness_is_told_by_age(site, outside):
    """A day without success: the row still says when it was last good."""
    outside.calendar = calendar(event("one", basic(at(13, 9)), basic(at(13, 10))))
    id = fetched(site, f"{outside.base}/good.ics")["id"]
    yesterday = int((datetime.datetime.now().timestamp() - 90_000) * 1000)
    with rows(site) as table:
        table.execute("update busy_feeds set fetched_at = ?, url = ?", (yesterday, f"{outside.base}/status?code=500"))
    look(site)
    until(lambda: feed(site, id)["failure"] == "refused")
    row = feed(site, id)
    assert row["fetched_at"] == yesterday and at(13, 9) not in starts(site, 13)
    assert row["next_try_at"] > time.time() * 1000 + 3600_000, "it is asked less and less"
