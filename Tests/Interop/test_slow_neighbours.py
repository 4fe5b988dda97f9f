# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A practitioner's slow hosts are no other practitioner's."""

import secrets
import time

import pytest

from person import PASSWORD, until
from programs import Program, at, make_feed, make_hook, make_key, rows
from test_operator import run

MAX = "max@example.org"


@pytest.fixture
def site(site):
    added = run(site, "user", "add", MAX, "--name", "Max Berg", "--practitioner", typed=PASSWORD + "\n")
    assert added[0] == 0, added
    return site


def hear_while_others_wait(outside, path: str, within: float):
    """The host hears of it before one of the slow answers can have ended."""
    began = time.monotonic()
    outside.wait_for(path, within=within)
    assert time.monotonic() - began < within


def test_slow_calendars_of_one_keep_no_other_waiting(site, outside):
    site.stop()
    for number in range(9):
        make_feed(site, f"{outside.base}/drip?{number}")
    time_of_the_rest = int((time.time() + 0.001) * 1000)
    id = make_feed(site, f"{outside.base}/good.ics", MAX)
    with rows(site) as table:
        table.execute("update busy_feeds set next_try_at = ? where id = ?", (time_of_the_rest, id))
    site.start()
    hear_while_others_wait(outside, "/good.ics", 5)
    with rows(site) as table:
        tried = "select count(*) from busy_feeds where tried_at is not null and url like '%drip%'"
        assert table.execute(tried).fetchone()[0] == 0
    assert len(outside.wait_for("/drip")) == 1, "one of theirs at a time"


def test_slow_programs_of_one_keep_no_other_waiting(site, outside):
    made = Program(site, make_key(site)).book(at(3, 9)).json
    site.stop()
    hooks = [make_hook(site, f"{outside.base}/drip?{number}")[0] for number in range(3)] * 3
    hooks.append(make_hook(site, f"{outside.base}/hook", MAX)[0])
    now = int(time.time() * 1000)
    with rows(site) as table:
        for number, hook in enumerate(hooks):
            table.execute(
                "insert into webhook_deliveries (id, webhook_id, event, appointment_id, body, state, attempts, "
                "next_attempt_at, created_at) values (?, ?, 'confirmed', ?, '{}', 'queued', 0, ?, ?)",
                (f"msg_{number}{secrets.token_hex(8)}", hook, made["id"], now - 1000 + number, now))
    site.start()
    hear_while_others_wait(outside, "/hook", 5)
    assert len(outside.wait_for("/drip")) == 1, "one of theirs at a time"
    state = "select state from webhook_deliveries where webhook_id = ?"
    with rows(site) as table:
        until(lambda: table.execute(state, (hooks[-1],)).fetchone()[0] == "accepted")


def test_slow_calendars_keep_no_program_waiting(site, outside):
    site.stop()
    for number in range(9):
        make_feed(site, f"{outside.base}/drip?{number}", MAX if number % 2 else "anne@example.org")
    make_hook(site, f"{outside.base}/hook")
    site.start()
    outside.wait_for("/drip", 2)
    assert Program(site, make_key(site)).book(at(3, 9)).status == 201
    hear_while_others_wait(outside, "/hook", 5)
