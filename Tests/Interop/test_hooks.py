# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Messages to a practitioner's other programs: signed, tried again, never to a private address."""

import base64
import hashlib
import hmac
import json
import time

import pytest

from conftest import served
from person import Person, until
from programs import Program, at, make_hook, make_key, rows

APPOINTMENTS = "/api/v1/appointments"


def signed(heard, secret: bytes) -> dict:
    """The message, when its signature and time are right, as Python's own hmac sees it."""
    fields = heard.fields
    text = f"{fields['webhook-id']}.{fields['webhook-timestamp']}.".encode() + heard.body
    expected = base64.b64encode(hmac.new(secret, text, hashlib.sha256).digest()).decode()
    versions = dict(part.split(",", 1) for part in fields["webhook-signature"].split())
    assert hmac.compare_digest(versions["v1"], expected)
    assert abs(int(fields["webhook-timestamp"]) - time.time()) < 30
    assert fields["content-type"] == "application/json" and "cookie" not in fields
    return json.loads(heard.body)


def deliveries(server) -> list:
    with rows(server) as table:
        return [dict(row) for row in table.execute("select * from webhook_deliveries order by created_at")]


def test_each_change_is_told_and_signed(site, outside):
    _, secret = make_hook(site, f"{outside.base}/hook")
    program = Program(site, make_key(site))
    made = program.book(at(3, 9)).json
    path = f"{APPOINTMENTS}/{made['id']}"
    confirmed = signed(outside.wait_for("/hook", 1)[0], secret)
    assert confirmed["type"] == "appointment.confirmed" and confirmed["data"] == made
    moved = program.post(f"{path}/move", {"startsAt": at(3, 11)}).json
    assert signed(outside.wait_for("/hook", 2)[1], secret)["data"] == moved
    cancelled = program.post(f"{path}/cancel", {"reason": "Ill"}).json
    last = signed(outside.wait_for("/hook", 3)[2], secret)
    assert (last["type"], last["data"]) == ("appointment.cancelled", cancelled)
    assert len({one.fields["webhook-id"] for one in outside.of("/hook")}) == 3
    until(lambda: all(one["state"] == "accepted" for one in deliveries(site)))


def test_a_request_is_no_news_until_it_is_confirmed(site, outside):
    make_hook(site, f"{outside.base}/hook")
    person = Person(site)
    person.sign_in()
    id = person.add(minutes=600, confirm="no")
    assert deliveries(site) == []
    person.post(f"/desk/appointments/{id}/confirm", page=f"/desk/appointments/{id}")
    assert json.loads(outside.wait_for("/hook")[0].body)["type"] == "appointment.confirmed"


def test_what_was_not_taken_is_tried_again_under_the_same_id(site, outside):
    _, secret = make_hook(site, f"{outside.base}/hook")
    outside.answers = [500, 302, 204]
    Program(site, make_key(site)).book(at(4, 9))
    for attempt in (1, 2):
        outside.wait_for("/hook", attempt)
        waiting = until(lambda: [one for one in deliveries(site) if one["state"] == "queued"])[0]
        assert waiting["reply"] == ["500", "302"][attempt - 1] and waiting["attempts"] == attempt
        assert waiting["next_attempt_at"] > time.time() * 1000 + 40_000 * attempt
        hasten(site)
    outside.wait_for("/hook", 3)
    until(lambda: deliveries(site)[0]["state"] == "accepted")
    assert len({one.fields["webhook-id"] for one in outside.of("/hook")}) == 1
    for heard in outside.of("/hook"):
        signed(heard, secret)


def hasten(server):
    """The pause is over: the server is stopped, the clock of the table set back, and the server started."""
    server.stop()
    with rows(server) as table:
        table.execute("update webhook_deliveries set next_attempt_at = ?", (int(time.time() * 1000) - 1000,))
    server.start()


def test_after_a_day_and_after_410_nothing_is_tried_any_more(site, outside):
    make_hook(site, f"{outside.base}/hook")
    outside.answers = [410, 500, 500]
    program = Program(site, make_key(site))
    program.book(at(5, 9))
    until(lambda: deliveries(site)[0]["state"] == "failed")
    program.book(at(5, 10))
    until(lambda: [one for one in deliveries(site) if one["state"] == "queued" and one["attempts"] == 1])
    site.stop()
    with rows(site) as table:
        table.execute("update webhook_deliveries set next_attempt_at = ?, created_at = created_at - 86400000 "
                      "where state = 'queued'", (int(time.time() * 1000) - 1000,))
    site.start()
    until(lambda: {one["state"] for one in deliveries(site)} == {"failed"})


def test_a_power_cut_loses_no_message(site, outside):
    make_hook(site, f"{outside.base}/drip")
    program = Program(site, make_key(site))
    program.book(at(6, 9))
    outside.wait_for("/drip")
    site.kill()
    with rows(site) as table:
        table.execute("update webhooks set url = ?", (f"{outside.base}/hook",))
    site.start()
    again = outside.wait_for("/hook")[0]
    assert again.fields["webhook-id"] == outside.of("/drip")[0].fields["webhook-id"]


@pytest.mark.parametrize("address", [
    "http://127.0.0.1:{port}/hook", "http://localhost:{port}/hook", "http://[::ffff:127.0.0.1]:{port}/hook",
    "http://2130706433:{port}/hook", "http://0x7f.1:{port}/hook", "http://0177.0.0.1:{port}/hook"])
def test_no_private_address_is_told_anything(tmp_path, outside, address):
    for server in served(tmp_path):
        Person(server).set_up()
        make_hook(server, address.format(port=outside.port))
        Program(server, make_key(server)).book(at(7, 9))
        failed = until(lambda: [one for one in deliveries(server) if one["state"] == "failed"])
        assert failed[0]["reply"] == "not_public" and outside.heard == []


def test_nobodys_hook_hears_of_another_practitioners_appointments(site, outside):
    from person import PASSWORD
    from test_operator import run
    assert run(site, "user", "add", "bert@example.org", "--name", "Bert", "--practitioner", typed=PASSWORD + "\n")[0] == 0
    make_hook(site, f"{outside.base}/hook", "bert@example.org")
    Program(site, make_key(site)).book(at(8, 9))
    assert deliveries(site) == []


def test_what_came_of_it_is_told(site, outside):
    make_hook(site, f"{outside.base}/hook")
    person = Person(site)
    person.sign_in()
    for number, word in enumerate(("held", "missed")):
        id = person.add(minutes=600 + 60 * number)
        with rows(site) as table:
            table.execute("update appointments set starts_at = starts_at - 86400000 where id = ?", (id,))
        answer = person.post(f"/desk/appointments/{id}/{word}", page=f"/desk/appointments/{id}")
        assert answer.status == 303, answer.text
        outside.wait_for("/hook", 2 * number + 2)
        assert f"appointment.{word}" in {json.loads(one.body)["type"] for one in outside.of("/hook")}
