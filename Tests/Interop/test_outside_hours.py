# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Closing a day or shortening the hours says which appointments stay there (finding 31)."""

import datetime
import html
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

from person import PARIS, Person  # noqa: E402
from play import Words  # noqa: E402

words = Words("en")
HOURS = "/desk/booking/hours"
# A Wednesday that is not this week's.
DAY = (today := datetime.datetime.now(PARIS).date()) + datetime.timedelta(days=7 + (2 - today.weekday()) % 7)


@pytest.fixture
def anne(server):
    return Person(server).set_up()


@pytest.fixture
def id(anne):
    answer = anne.try_to_add(day=DAY.isoformat(), time="10:00", length="50")
    return re.search(r"appointments/([^?]+)", answer.location)[1]


def outside(anne) -> str:
    """The section that names them; empty without one."""
    found = re.search(r'<section class="card outside".*?</section>', anne.get(HOURS).text, re.S)
    return html.unescape(found[0]) if found else ""


def test_a_closed_day_names_what_stays_there(anne, id):
    assert outside(anne) == ""
    answer = anne.post("/desk/booking/exceptions", {
        "firstDay": DAY.isoformat(), "lastDay": "", "kind": "closed", "label": "Holidays"}, page=HOURS)
    assert answer.status == 303 and answer.location.startswith(HOURS)
    shown = outside(anne)
    assert words("offer_outside_text") in shown and "Zoë Lefèvre-Østergård" in shown
    for path in (f"/desk/appointments/{id}", f"/desk/appointments/{id}/move", f"/desk/appointments/{id}#cancel"):
        assert f'href="{path}"' in shown
    assert 'id="cancel"' in anne.get(f"/desk/appointments/{id}").text
    # Nothing is cancelled unasked; what the practitioner cancels is settled.
    assert words("common_state_confirmed") in anne.get(f"/desk/appointments/{id}").text
    page = anne.get(f"/desk/appointments/{id}").text
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    assert anne.post(f"/desk/appointments/{id}/cancel", {"reason": "", "seen": seen},
                     page=f"/desk/appointments/{id}").status == 303
    assert outside(anne) == ""


def test_a_request_there_is_answered_not_moved(anne):
    answer = anne.try_to_add(day=DAY.isoformat(), time="23:00", length="50", confirm="no")
    id = re.search(r"appointments/([^?]+)", answer.location)[1]
    shown = outside(anne)
    assert f"/desk/appointments/{id}#answer" in shown and f"/desk/appointments/{id}/proposals" in shown
    assert f"/desk/appointments/{id}/move" not in shown


def test_shorter_hours_of_one_day_say_that_something_stays(anne, id):
    path = "/desk/calendar/hours"
    for end, notice in (("12:00", "common_notice_hours"), ("10:30", "common_notice_hours_over")):
        answer = anne.post(path, {"day": DAY.isoformat(), "from0": "09:00", "to0": end}, page=f"{path}?day={DAY}")
        assert answer.status == 303, answer.text
        assert words(notice) in html.unescape(anne.get(answer.location).text)
    assert "Zoë" in outside(anne)
