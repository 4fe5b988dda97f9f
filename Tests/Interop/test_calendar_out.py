# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The practitioner's appointments as a calendar to subscribe to, read as a calendar program does: by its secret address."""

import re
import urllib.parse

from icalendar import Calendar

from calendar_judges import with_libical
from person import Person, rows

PAGE = "/desk/booking/calendars"
OWN = "/desk/booking/own-calendar"


def own_address(anne) -> str:
    return urllib.parse.urlsplit(re.search(r'id="own-address" value="([^"]+)"', anne.get(PAGE).text)[1]).path


def test_the_secret_address_shows_confirmed_and_asked_until_it_is_renewed(server):
    anne = Person(server).set_up()
    name = "Zoë, \"Léa\"; O'Neil 😀 עדי"
    anne.add(name=name, minutes=120)
    anne.add(name="Asked", minutes=240, confirm="")
    gone = anne.add(name="Gone", minutes=360)
    assert anne.post(f"/desk/appointments/{gone}/cancel", page=f"/desk/appointments/{gone}").status == 303
    assert anne.post(OWN, {"do": "renew"}, page=PAGE).status == 303
    address = own_address(anne)
    stranger = Person(server)
    answer = stranger.get(address)
    assert answer.status == 200
    assert answer.fields["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.body)
    assert not [error for part in calendar.walk() for error in part.errors]
    assert calendar["METHOD"] == "PUBLISH"
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    stored = {uid: (start, state) for uid, start, state in rows(
        server, "select uid, starts_at, state from appointments where state <> 'cancelled'")}
    assert events.keys() == stored.keys() and len(events) == 2
    for uid, event in events.items():
        assert event.start.timestamp() * 1000 == stored[uid][0]
        assert event["STATUS"] == ("CONFIRMED" if stored[uid][1] == "confirmed" else "TENTATIVE")
        assert "ATTENDEE" not in event
    assert name in {str(event["SUMMARY"]) for event in events.values()}
    other = with_libical(answer.body)
    assert other is None or other.method == "PUBLISH"

    assert anne.post(OWN, {"do": "renew"}, page=PAGE).status == 303
    assert stranger.get(address).status == 404
    renewed = own_address(anne)
    assert stranger.get(renewed).status == 200
    assert anne.post(OWN, {"do": "stop"}, page=PAGE).status == 303
    assert stranger.get(renewed).status == 404
    assert stranger.get(renewed.replace("/calendar/", "/calendar/x")).status == 404
