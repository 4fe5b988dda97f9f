# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Pages that have grown old: somebody else has acted meanwhile, or the person who looks has, and goes back."""

import re

import pytest

from booking_client import FIREFOX, Client, name, open_house
from person import Shown, rows as select
from programs import at


@pytest.fixture
def house(tmp_path):
    yield from open_house(tmp_path, confirms=0)


def requested(house, moment=None):
    """A client with a request: the client, the path of their own page, the appointment's id."""
    client = Client(house, FIREFOX)
    path = client.book(moment or at(3, 9)).location.split("?")[0]
    return client, path, select(house, "select id from appointments order by created_at desc")[0][0]


def state(house, id: str) -> tuple:
    return select(house, "select state, starts_at from appointments where id = ?", id)[0]


def seen(page: str) -> str:
    return re.search(r'name="seen" value="(\d+)"', page)[1]


def test_nothing_is_decided_about_a_time_that_was_not_seen(house):
    client, own, id = requested(house)
    page = f"/desk/appointments/{id}"
    old = {"seen": seen(house.anne.get(page).text)}
    slot = name(at(4, 15))
    assert client.post(f"{own}/move", {"slot": slot}, page=f"{own}/move/{slot}").status == 303
    moved = state(house, id)
    for verb, fields in (("confirm", {}), ("decline", {"words": ""}), ("proposals", {"day": at(5, 9)[:10], "time": "10:00", "words": ""}),
                         ("move", {"day": at(5, 9)[:10], "time": "10:00"})):
        answer = house.anne.post(f"{page}/{verb}", old | fields, page=page)
        assert answer.status == 303 and answer.location == f"{page}?notice=changedMeanwhile", verb
        assert state(house, id) == moved, verb
        assert "has changed since your page was opened" in Shown(house.anne.get(answer.location).text).text
    fresh = {"seen": seen(house.anne.get(page).text)}
    assert "notice=confirmed" in house.anne.post(f"{page}/confirm", fresh, page=page).location
    assert state(house, id) == ("confirmed", moved[1])
    # Twice pressed is too late, not changed by somebody.
    assert "notice=tooLate" in house.anne.post(f"{page}/confirm", fresh, page=page).location
    assert "seen" in house.anne.get(page).text, "cancelling a confirmed one sends it along, too"
    assert "changedMeanwhile" in house.anne.post(f"{page}/cancel", {"reason": "", "seen": "0"}, page=page).location


def test_a_refused_proposal_names_the_right_number_and_keeps_its_ticks(house):
    _, _, id = requested(house)
    path = f"/desk/appointments/{id}/proposals"
    later = re.findall(r'href="([^"]+\?day=[^"]+)"', house.anne.get(path).text)[-1]
    page = house.anne.get(later).text
    action = re.search(r'<form class="form card" method="post" action="([^"]+)"', page)[1]
    assert action == later, "the answer to a refused form has the same days"
    ticks = dict(re.findall(r'type="checkbox" id="at\d+" name="(slot\d+)" value="(\d+)"', page)[:6])
    answer = house.anne.send(action, ticks | {"seen": seen(page), "day": "", "time": "", "words": "",
                                              "formToken": house.anne.get(later).form_token()})
    assert answer.status == 422 and "5 at most" in Shown(answer.text).text
    assert answer.text.count(" checked") == 6
