# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Adding an appointment by hand where something else is: the practitioner reads what becomes of it before anything is done."""

import concurrent.futures
import datetime
import re

import pytest

import programs
from conftest import served
from outside_server import Outside, calendar, event
from person import PARIS, Person, Shown, appointment, rows, tables, until
from test_feeds import basic

DAY = 60 * 24


@pytest.fixture(scope="module")
def outside():
    outside = Outside()
    yield outside
    outside.stop()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    yield from served(tmp_path_factory.mktemp("adding"), outgoing_allowed="127.0.0.0/8")


@pytest.fixture(scope="module")
def anne(shared):
    return Person(shared).set_up()


def again(anne, asked, fields: dict[str, str]):
    """Presses "yes" on the page that asked."""
    seen = re.search(r'name="seen" value="([^"]+)"', asked.text)[1]
    return anne.post("/desk/appointments", {**fields, "seen": seen})


def test_33_a_request_that_would_lose_its_slot_is_named_before_and_counted_after(shared, anne):
    request = anne.add(minutes=3 * DAY, confirm="no")
    before = tables(shared)
    fields = appointment(3 * DAY, name="Tom Hall", email="tom@example.org")
    asked = anne.post("/desk/appointments", fields)
    assert asked.status == 409 and tables(shared) == before
    assert "A request is for this time." in Shown(asked.text).text and 'value="Tom Hall"' in asked.text
    # Another time is another question: the first "yes" does not count for it.
    later = anne.add(minutes=3 * DAY + 30, confirm="no", name="Ida Vogel")
    assert again(anne, asked, appointment(3 * DAY + 30, name="Tom Hall", email="tom@example.org")).status == 409
    done = again(anne, asked, fields)
    assert done.status == 303 and "lost=1" in done.location
    assert "One other request lost this slot" in anne.get(done.location).text
    states = dict(rows(shared, "select id, state from appointments"))
    assert states[request] == "declined" and states[later] == "requested"
    assert rows(shared, "select count(*) from outbox where appointment_id = ? and kind = 'slot_lost'", request) == [(1,)]


def test_what_is_only_noted_takes_nobodys_slot_and_asks_nothing(shared, anne):
    request = anne.add(minutes=4 * DAY, confirm="no")
    anne.add(minutes=4 * DAY, confirm="no", name="Tom Hall")
    assert rows(shared, "select state from appointments where id = ?", request) == [("requested",)]


def test_a_confirmed_one_in_the_way_refuses_as_before(anne):
    anne.add(minutes=5 * DAY)
    anne.add(minutes=5 * DAY + 3, confirm="no")
    asked = anne.try_to_add(minutes=5 * DAY + 2)
    assert asked.status == 422 and 'name="seen"' not in asked.text


def test_what_another_calendar_has_is_named_and_one_that_is_not_read_any_more_too(shared, anne, outside):
    outside.calendar = calendar(event("one", basic(programs.at(6, 10)), basic(programs.at(6, 12))))
    assert anne.post("/desk/booking/calendars", {"name": "Family", "url": f"{outside.base}/good.ics"}).status == 303
    until(lambda: rows(shared, "select count(*) from busy_spans") == [(1,)])
    fields = appointment(day=f"{datetime.date.today() + datetime.timedelta(days=6)}", time="11:00")
    asked = anne.post("/desk/appointments", fields)
    assert asked.status == 409 and "Another of your calendars is busy at this time." in asked.text
    assert again(anne, asked, fields).status == 303
    request = anne.add(minutes=8 * DAY, confirm="no")
    pages = ["/desk", f"/desk/appointments/{request}"]
    assert not any("Not read for more than a day" in anne.get(page).text for page in pages)
    with programs.rows(shared) as table:
        table.execute("update busy_feeds set fetched_at = fetched_at - 90000000")
    for page in pages:
        shown = anne.get(page)
        assert "Not read for more than a day: Family." in Shown(shown.text).text, page
        assert 'href="/desk/booking/calendars"' in shown.text


def test_an_appointment_of_another_year_says_which(anne):
    start = datetime.datetime.now(PARIS) + datetime.timedelta(days=400)
    id = anne.add(minutes=400 * DAY)
    day = f"{start:%A} {start.day} {start:%B} {start.year}"
    for page in ["/desk", f"/desk/appointments/{id}", f"/desk/appointments/{id}/move"]:
        assert day in Shown(anne.get(page).text).text, page


def test_a_form_that_is_sent_twice_adds_once(server):
    """Finding 32: pressed twice on a slow line, without scripts."""
    anne = Person(server).set_up()
    for confirm, minutes in (("no", 600), ("yes", 700)):
        page = anne.get("/desk/appointments").text
        began = re.search(r'name="began" value="([^"]+)"', page)[1]
        fields = appointment(minutes, confirm=confirm, began=began)
        answers = [anne.post("/desk/appointments", fields) for _ in range(3)]
        assert [answer.status for answer in answers] == [303] * 3, answers[-1].text
        assert len({answer.location for answer in answers}) == 1
        # Gone back and corrected it is another wish.
        other = anne.post("/desk/appointments", {**fields, "name": "Tom Hall"})
        assert other.status == (303 if confirm == "no" else 422) and other.location != answers[0].location
    assert rows(server, "select count(*) from appointments") == [(3,)]


def test_two_presses_at_the_same_moment_add_once(server):
    anne = Person(server).set_up()
    began = re.search(r'name="began" value="([^"]+)"', anne.get("/desk/appointments").text)[1]
    fields = appointment(600, confirm="no", began=began)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: anne.post("/desk/appointments", fields), range(8)))
    assert {answer.status for answer in answers} == {303} and len({answer.location for answer in answers}) == 1
    assert rows(server, "select count(*) from appointments") == [(1,)]
