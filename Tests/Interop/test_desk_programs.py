# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Keys, webhooks and calendars as a practitioner makes them on the desk, to the program or calendar at their other end."""

import base64
import re

import pytest

from conftest import served
from outside_server import calendar, event, running
from person import Person, until
from programs import Program, at, rows
from test_feeds import basic
from test_hooks import signed

PROGRAMS, CALENDARS = "/desk/booking/programs", "/desk/booking/calendars"


outside = pytest.fixture(scope="module")(running)


@pytest.fixture(scope="module")
def anne(tmp_path_factory):
    for server in served(tmp_path_factory.mktemp("desk"), outgoing_allowed="127.0.0.0/8"):
        yield Person(server).set_up()


def ids(server, table: str) -> list[str]:
    with rows(server) as tables:
        return [row[0] for row in tables.execute(f"select id from {table}")]


def test_a_key_is_shown_once_and_can_be_revoked(anne):
    answer = anne.post("/desk/booking/keys", {"name": "WordPress"}, page=PROGRAMS)
    key = re.search(r'value="(vv_[\w-]+)"', answer.text)[1]
    assert key not in anne.get(PROGRAMS).text and "WordPress" in anne.get(PROGRAMS).text
    assert Program(anne.server, key).get("/api/v1/types").status == 200
    with rows(anne.server) as tables:
        assert key not in str([tuple(row) for row in tables.execute("select * from api_keys")])
    anne.post(f"/desk/booking/keys/{ids(anne.server, 'api_keys')[0]}/revoke", page=PROGRAMS)
    assert Program(anne.server, key).get("/api/v1/types").status == 401
    assert not [line for line in anne.server.lines if key in line]


def test_no_more_than_ten_keys_and_five_webhooks(anne):
    for number in range(12):
        anne.post("/desk/booking/keys", {"name": f"Key {number}"}, page=PROGRAMS)
    for number in range(7):
        anne.post("/desk/booking/hooks", {"url": f"https://example.org/{number}"}, page=PROGRAMS)
    with rows(anne.server) as tables:
        assert tables.execute("select count(*) from api_keys where revoked_at is null").fetchone()[0] == 10
        assert tables.execute("select count(*) from webhooks").fetchone()[0] == 5
        tables.execute("delete from webhooks")


def test_a_webhook_is_tried_from_the_desk(anne, outside):
    answer = anne.post("/desk/booking/hooks", {"url": f"{outside.base}/hook"}, page=PROGRAMS)
    secret = base64.b64decode(re.search(r'value="whsec_([\w+/=]+)"', answer.text)[1])
    assert "whsec_" not in anne.get(PROGRAMS).text
    hook = ids(anne.server, "webhooks")[0]
    assert "204" in anne.post(f"/desk/booking/hooks/{hook}/test", page=PROGRAMS).text
    assert signed(outside.wait_for("/hook")[0], secret)["type"] == "test"
    anne.post(f"/desk/booking/hooks/{hook}/remove", page=PROGRAMS)
    assert ids(anne.server, "webhooks") == []


@pytest.mark.parametrize("url", ["", "ftp://example.org/", "example.org", "https://u:p@example.org/", "http://example.org:22/"])
def test_what_is_no_address_is_refused_on_the_desk(anne, url):
    assert anne.post("/desk/booking/hooks", {"url": url}, page=PROGRAMS).status in (200, 422)
    assert anne.post(CALENDARS, {"name": "x", "url": url}).status in (200, 422)
    assert ids(anne.server, "webhooks") == ids(anne.server, "busy_feeds") == []


def test_a_calendar_is_fetched_as_soon_as_it_is_added_and_its_address_not_shown(anne, outside):
    outside.calendar = calendar(event("one", basic(at(10, 9)), basic(at(10, 10))))
    address = f"{outside.base}/good.ics?secret-part"
    assert anne.post(CALENDARS, {"name": "Elsewhere", "url": address}).status == 303
    with rows(anne.server) as tables:
        until(lambda: tables.execute("select events from busy_feeds").fetchone()[0] == 1)
    page = anne.get(CALENDARS).text
    assert "Elsewhere" in page and "127.0.0.1" in page and "secret-part" not in page
    feed = ids(anne.server, "busy_feeds")[0]
    count = len(outside.of("/good.ics"))
    assert anne.post(f"/desk/booking/calendars/{feed}/fetch", page=CALENDARS).status == 303
    assert len(outside.of("/good.ics")) == count + 1
    anne.post(f"/desk/booking/calendars/{feed}/remove", page=CALENDARS)
    assert ids(anne.server, "busy_feeds") == []
    with rows(anne.server) as tables:
        assert tables.execute("select count(*) from busy_spans").fetchone()[0] == 0
    assert not [line for line in anne.server.lines if "secret-part" in line]
