# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What clients and colleagues read when the owner closes a practitioner's account."""

import email.policy

import pytest

import programs
from conftest import served
from person import PASSWORD, Person, rows, until
from test_operator import run

DAY = 60 * 24


@pytest.fixture
def anne(tmp_path, post):
    """The owner, beside Bruno, whose booking page is open."""
    for server in served(tmp_path, smtp=post.url):
        anne = Person(server).set_up()
        assert run(server, "user", "add", "bruno@example.org", "--name", "Bruno", "--practitioner", typed=PASSWORD + "\n")[0] == 0
        yield anne


@pytest.fixture
def bruno(anne):
    bruno = Person(anne.server)
    assert bruno.sign_in("bruno@example.org").status == 303
    assert bruno.get("/desk/booking").status == 200
    with programs.rows(anne.server) as table:
        table.execute("update booking_rules set is_open = 1")
    return bruno


def close(anne, **choice: str):
    (bruno,), (me,) = (rows(anne.server, "select id from accounts where name = ?", name)[0] for name in ("Bruno", "Anne Martin"))
    choice = {name: me if value == "anne" else value for name, value in choice.items()}
    assert anne.post(f"/admin/people/{bruno}/disable", choice, page="/admin").status == 303


def mail(server, id: str, kind: str):
    sql = "select message from outbox where appointment_id = ? and kind = ? and message is not null"
    # A mail is written when it goes.
    (written,), = until(lambda: rows(server, sql, id, kind))
    message = email.message_from_bytes(written, policy=email.policy.default)
    return message, " ".join(message.get_body(("plain",)).get_content().split())


def test_a_cancelled_client_is_led_to_nothing_that_is_closed(anne, bruno):
    id = bruno.add(minutes=3 * DAY, language="en")
    close(anne, coming="cancel")
    message, text = mail(anne.server, id, "cancelled")
    assert "/book/" not in text and "To arrange another time, reply to this message." in text
    assert message["Reply-To"].addresses[0].addr_spec == "anne@example.org" and "it goes to Cabinet du Marais." in text


def test_an_appointment_that_is_handed_over_stays_one_and_names_whose_it_was(anne, bruno):
    id = bruno.add(minutes=3 * DAY, language="en")
    close(anne, coming="hand", to="anne")
    _, text = mail(anne.server, id, "handed_over")
    assert "See my appointment" in text and "request" not in text
    assert rows(anne.server, "select count(*) from outbox where appointment_id = ? and kind = 'confirmed_for_host'", id) == [(0,)]
    _, text = mail(anne.server, id, "taken_over")
    assert "Until now with: Bruno" in text and "has booked" not in text
