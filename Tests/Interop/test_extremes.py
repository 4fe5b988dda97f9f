# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Values at the readers' bounds, in every place where anybody may put one: the server answers, and not with an error of its
own. A trap of Swift's (an overflow, an index) would end the program with all its calls.
"""

import json
import urllib.parse

import pytest
from websockets.exceptions import ConnectionClosed

from conftest import served
from person import Person
from programs import Program, at, booking, make_key, make_type
from signalling import RoomPage
from test_walk import filled, of

NUMBERS = [
    "0", "-1", "2147483648", "9007199254740993", "999999999999999999", "9223372036854775807", "9223372036854775808",
    "-9223372036854775808", "-9223372036854775809", "9999999999999999999", "9" * 400, "1e308", "-1e400", "1.5"]
DATES = [
    "0000-00-00", "0001-01-01", "-001-01-01", "1969-12-31", "2027-02-30", "9999-12-31", "10000-01-01", "99999999-01-01",
    "٢٠٢٧-٠١-٠١"]
MOMENTS = [
    "0000-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "10000-01-01T00:00:00Z", "2027-01-01T24:00:00Z",
    "-271821-04-20T00:00:00Z", "2027-01-01T09:00:00." + "9" * 18 + "Z"]
TEXTS = ["", " ", "NaN", "٣", "-", "%00", "x" * 5000, "24:00", "25:61", "99991231T235900Z", "GMT+99:99", "[]", "{}"]
# What any page reads of its address.
PARAMETERS = ["day", "time", "zone", "view", "from", "to", "week", "spans", "minutes", "type", "page", "weeks", "notice", "gone"]


@pytest.fixture(scope="module")
def anne(tmp_path_factory):
    for server in served(tmp_path_factory.mktemp("extremes"), api_requests_per_minute="1000000", tickets_per_link="10000"):
        anne = Person(server).set_up()
        anne.type, anne.key = make_type(server), make_key(server)
        anne.appointment = anne.add()
        yield anne


def lives(server):
    assert server.process.poll() is None, "\n".join(server.lines[-20:])


def test_in_the_addresses_of_pages(anne):
    values = NUMBERS + DATES + MOMENTS + TEXTS
    paths = [path for route in of("practitioner", "owner") if "{" not in route or "{id}" in route
             for path in filled(route, id=[anne.appointment])]
    pages = [path for path in paths if anne.get(path).status == 200]
    assert len(pages) > 15
    for path in pages:
        # All names at once: each reader of one meets each value.
        for value in values:
            query = urllib.parse.urlencode({name: value for name in PARAMETERS})
            assert anne.get(f"{path}?{query}").status < 500, (path, value)
    for route in of("practitioner", "anybody, where it is open"):
        for value in NUMBERS + DATES + TEXTS[1:]:
            for path in filled(route, **{name: [urllib.parse.quote(value, safe="")] for name in ("id", "slug", "type", "slot")}):
                assert anne.get(path).status < 500, path
    lives(anne.server)


def fields(document, path=()):
    """Where a document has a value."""
    for name, value in document.items():
        yield (*path, name)
        if isinstance(value, dict):
            yield from fields(value, (*path, name))


def replaced(document, path, raw: str) -> bytes:
    """The document with these characters in that place, which need not be what Python would write."""
    copy = json.loads(json.dumps(document))
    place = copy
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = "@place@"
    return json.dumps(copy).replace('"@place@"', raw).encode()


def raws():
    return NUMBERS + [json.dumps(text) for text in NUMBERS + DATES + MOMENTS + TEXTS] + ["null", "[]", "{}", "[" * 100 + "]" * 100]


def test_in_the_documents_of_programs(anne):
    program = Program(anne.server, anne.key)
    whole = booking(at(7, 9)) | {"typeId": anne.type}
    whole["client"] |= {"timeZone": "Europe/Paris", "language": "fr", "phone": "1"}
    own = f"/api/v1/appointments/{anne.appointment}"
    for path, document in [("/api/v1/appointments", whole), (f"{own}/move", {"startsAt": at(8, 9)}), (f"{own}/cancel", {"reason": "x"})]:
        for field in fields(document):
            for raw in raws():
                answer = program.ask("POST", path, body=replaced(document, field, raw))
                assert answer.status < 500, (path, field, raw[:50])
    for name in ("from", "to", "typeId", "after", "limit", "state", "updatedSince", "timeZone"):
        for value in NUMBERS + DATES + MOMENTS + TEXTS:
            for path in ("/api/v1/slots", "/api/v1/appointments", "/api/v1/types"):
                query = urllib.parse.urlencode({"typeId": anne.type, "from": "2027-01-01", "to": "2027-01-02"} | {name: value})
                assert program.ask("GET", f"{path}?{query}").status < 500, (path, name, value)
    lives(anne.server)


@pytest.mark.parametrize("message", [
    {"type": "hello", "version": 1, "resume": None}, {"type": "open", "id": 1}, {"type": "pong"},
    {"type": "media", "id": 1, "microphone": True, "camera": True, "hasCamera": True},
    {"type": "wait", "id": 1, "knock": "k", "text": "x"},
    {"type": "signal", "call": "c", "candidates": [{"candidate": "x", "sdpMid": "0", "sdpMLineIndex": 0}]}],
    ids=lambda message: message["type"])
def test_in_the_messages_of_a_room(anne, message):
    page = None
    for field in fields(message):
        for raw in raws():
            try:
                if page is None:
                    page = RoomPage(anne.server, anne.get("/desk/room").ticket(), hello=message["type"] != "hello")
                page.say(replaced(message, field, raw).decode())
                if message["type"] == "hello":
                    page.next()
                    page.leave()
                    page = None
            except ConnectionClosed:
                page = None
        lives(anne.server)
    if page:
        page.leave()
    assert anne.get("/desk").status == 200
