# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What a missed appointment is said to be, by who was there at the hour (finding 28)."""

import datetime
import html
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

from person import PARIS, Person, links, until  # noqa: E402
from play import Words  # noqa: E402
from programs import Program, make_hook, make_key, rows  # noqa: E402

words = Words("en")


@pytest.fixture
def anne(site):
    person = Person(site)
    person.sign_in()
    return person


def missed(anne, *events: str) -> tuple[str, str]:
    """(id, the client's page) of an appointment of an hour ago that is noted as missed, with this attendance."""
    id = anne.add(minutes=180, language="en")
    mail = rows_of(anne, "select id from outbox where appointment_id = ?", id)[0][0]
    own = links(anne.get(f"/desk/mail/{mail}"))[1]
    with rows(anne.server) as table:
        table.execute("update appointments set starts_at = starts_at - 14400000 where id = ?", (id,))
        for event in events:
            table.execute("insert into attendance (appointment_id, event, at) "
                          "select id, ?, starts_at + 60000 from appointments where id = ?", (event, id))
    assert anne.post(f"/desk/appointments/{id}/missed", page=f"/desk/appointments/{id}").status == 303
    return id, own


def rows_of(anne, sql, *values):
    with rows(anne.server) as table:
        return table.execute(sql, values).fetchall()


def shown(person, path: str) -> str:
    answer = person.get(path)
    assert answer.status == 200
    return html.unescape(answer.text)


def test_a_client_who_came_in_vain_has_not_missed_it(anne, outside):
    make_hook(anne.server, f"{outside.base}/hook")
    an_hour_ago = datetime.datetime.now(PARIS) - datetime.timedelta(hours=1)
    id, own = missed(anne, "arrived", "knocked")
    page = shown(Person(anne.server), own)
    assert words("visit_is_vain_quiet", practitioner="Anne Martin") in page
    assert words("common_state_vain") in page and words("common_state_missed") not in page
    for path in (f"/desk/appointments/{id}", "/desk"):
        assert words("desk_not_opened") in shown(anne, path) and words("common_state_vain") in shown(anne, path)
    assert words("common_state_vain") in shown(anne, f"/desk/calendar?view=day&day={an_hour_ago:%Y-%m-%d}")
    until(lambda: any(json.loads(one.body)["type"] == "appointment.missed" for one in outside.of("/hook")))
    told = next(body for one in outside.of("/hook") if (body := json.loads(one.body))["type"] == "appointment.missed")
    assert told["data"]["absence"] == "not_opened"
    answer = Program(anne.server, make_key(anne.server)).get(f"/api/v1/appointments/{id}")
    assert json.loads(answer.body)["absence"] == "not_opened"
    figures = shown(anne, "/admin/figures")
    assert words("admin_figures_in_vain") in figures


def test_a_client_who_did_not_come_has(anne):
    id, own = missed(anne)
    page = shown(Person(anne.server), own)
    assert words("common_state_missed") in page and words("visit_is_over") in page
    assert words("desk_not_opened") not in shown(anne, f"/desk/appointments/{id}")
    assert words("desk_not_opened") not in shown(anne, "/desk")


def test_who_no_server_saw_has_missed_nothing(anne):
    """The server was off at the hour: neither side reads that the client did not come."""
    id, own = missed(anne, "unseen")
    page = shown(Person(anne.server), own)
    assert words("common_state_vain") in page and words("visit_is_over") in page and words("common_state_missed") not in page
    for path in (f"/desk/appointments/{id}", "/desk"):
        assert words("desk_not_seen") in shown(anne, path) and words("common_state_vain") in shown(anne, path)
    answer = Program(anne.server, make_key(anne.server)).get(f"/api/v1/appointments/{id}")
    assert json.loads(answer.body)["absence"] == "unknown"


def test_the_desk_asks_how_it_went_where_the_server_was_off(anne):
    id = anne.add(minutes=60)
    with rows(anne.server) as table:
        table.execute("update appointments set starts_at = starts_at - 7200000 where id = ?", (id,))
    assert words("desk_propose_unknown") in shown(anne, f"/desk/appointments/{id}")


def test_the_desk_asks_after_what_it_knows(anne):
    id = anne.add(minutes=60)
    with rows(anne.server) as table:
        table.execute("update appointments set starts_at = starts_at - 7200000 where id = ?", (id,))
        table.execute("insert into attendance (appointment_id, event, at) "
                      "select id, 'arrived', starts_at from appointments where id = ?", (id,))
    assert words("desk_propose_not_opened") in shown(anne, f"/desk/appointments/{id}")
