# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Wish 39: the rules of a zone change between two starts of the program, and the desk says at which appointments it tells."""

import contextlib
import sqlite3

import pytest

from conftest import served
from person import Person, Shown, rows, until


@pytest.fixture
def server(tmp_path):
    yield from served(tmp_path)


def other_rules(server, id: str):
    """Starts the program anew, as if the hour had been agreed with rules that were an hour behind those of now."""
    assert server.stop() == 0
    with contextlib.closing(sqlite3.connect(server.folder / "data/visavis.sqlite")) as database, database:
        database.execute(
            "update appointments set host_offset = host_offset - 3600, client_offset = client_offset - 3600 where id = ?",
            (id,))
    server.start()
    until(lambda: rows(server, "select 1 from hour_changes"))


def note(anne) -> str:
    page = anne.get("/desk").text
    return Shown(page.split('aria-labelledby="changed-hours">')[1].split("</section>")[0]).text if "changed-hours" in page else ""


def test_wish_39_the_desk_names_what_has_another_hour_and_a_press_tells_the_client(server):
    anne = Person(server).set_up()
    id, other = anne.add(minutes=60 * 24 * 2), anne.add(minutes=60 * 24 * 3, name="Tom", email="tom@example.org")
    assert note(anne) == ""
    before = rows(server, "select starts_at, sequence from appointments order by id")
    other_rules(server, id)
    shown = note(anne)
    assert "Zoë" in shown and "Tom" not in shown
    assert "Agreed: " in shown and "Now: " in shown and shown.count("(Paris time, UTC+") == 2
    assert rows(server, "select starts_at, sequence from appointments order by id") == before
    assert anne.send("/desk/hours", {"ids": id, "do": "tell", "formToken": "x"}).status == 403
    answer = anne.post("/desk/hours", {"ids": id, "do": "tell"}, page="/desk")
    assert answer.status == 303 and note(anne) == ""
    assert rows(server, "select appointment_id from outbox where kind = 'hour_changed'") == [(id,)]
    mail = rows(server, "select id from outbox where kind = 'hour_changed'")[0][0]
    text = Shown(anne.get(f"/desk/mail/{mail}").text).text
    assert "Autre heure pour votre rendez-vous" in text and "Convenu" in text
    assert rows(server, "select starts_at, sequence from appointments order by id") == before
    assert rows(server, "select count(*) from outbox where appointment_id = ? and kind = 'hour_changed'", other) == [(0,)]


def test_the_hours_are_their_practitioners_alone(server):
    anne = Person(server).set_up()
    id = anne.add(minutes=60 * 24 * 2)
    other_rules(server, id)
    assert anne.post("/desk/hours", {"ids": "f" * 32, "do": "keep"}, page="/desk").status == 404
    assert anne.post("/desk/hours", {"ids": id, "do": "nothing"}, page="/desk").status == 400
    assert note(anne)
    assert anne.post("/desk/hours", {"ids": id, "do": "keep"}, page="/desk").status == 303
    assert note(anne) == "" and rows(server, "select count(*) from outbox where kind = 'hour_changed'") == [(0,)]
