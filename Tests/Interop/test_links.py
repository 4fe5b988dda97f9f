# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Links that work once, and links that were made new."""

import queue
import re
import urllib.parse

import pytest

from conftest import served
from person import Person, rows, until
from signalling import RoomPage

NEW = "another fine battery"


@pytest.fixture
def site(tmp_path, post):
    yield from served(tmp_path, smtp=post.url)


@pytest.fixture
def anne(site):
    return Person(site).set_up()


def mailed_path(post, to: str, kind: str) -> str:
    """The path of the one link of this kind in the next mail, which must go to this person."""
    recipients, message = post.next()
    assert recipients == [to]
    text = message.get_body(("plain",)).get_content()
    return urllib.parse.urlsplit(re.search(rf"http://\S+/{kind}/[\w-]+", text)[0]).path


def test_a_forgotten_password_is_set_once_and_ends_every_login(site, anne, post):
    stranger = Person(site)
    answers = {email: stranger.post("/password", {"email": email}) for email in
               ["nobody@example.org", "anne@example.org", "no address"]}
    assert {answer.status for answer in answers.values()} == {200}
    assert len({answer.text for answer in answers.values()}) == 1, "nobody learns who has an account"
    path = mailed_path(post, "anne@example.org", "password")
    page = RoomPage(site, anne.get("/desk/room").ticket())
    for _ in range(3):
        assert stranger.get(path).status == 200, "looking does not use it up"
    token = stranger.get(path).form_token()
    for wrong in ["short", "", "anne@example.org", "password123"]:
        assert stranger.send(path, {"password": wrong, "formToken": token}).status == 422, wrong
    assert stranger.send(path, {"password": NEW, "formToken": "x"}).status == 403
    assert anne.get("/desk").status == 200, "nothing has happened yet"
    assert stranger.send(path, {"password": NEW, "formToken": token}).status == 303
    assert stranger.get("/desk").status == 200
    assert anne.get("/desk").status == 303
    assert page.closed() == 1008
    eve = Person(site)
    assert eve.get(path).status == 404
    assert eve.send(path, {"password": "a third fine one", "formToken": token}).status == 404
    assert eve.sign_in().status == 422 and eve.sign_in(password=NEW).status == 303
    with pytest.raises(queue.Empty):
        post.next(timeout=0.1)


def test_an_invitation_makes_one_account_and_is_dead_afterwards(site, anne, post):
    for email in ["", "x", "max@example.org, eve@example.org", "max@example.org\nBcc: eve@example.org", "anne@example.org"]:
        refused = anne.post("/admin/invitations", {"email": email}, page="/admin")
        assert refused.status == 422 and refused.text.count('aria-invalid="true"') == 1, email
    answer = anne.post("/admin/invitations", {"email": "max@example.org", "isPractitioner": "on"}, page="/admin")
    assert answer.status == 303
    path = mailed_path(post, "max@example.org", "invitation")
    max = Person(site)
    token = max.get(path).form_token()
    fields = {"name": "Max Berg", "password": NEW, "timeZone": "UTC", "language": "en", "roomName": "", "formToken": token}
    assert max.send(path, {**fields, "isOwner": "on"}).status == 400
    assert max.send(path, {**fields, "email": "eve@example.org"}).status == 400
    assert max.send(path, {**fields, "name": "\u202e"}).status == 422
    assert max.send(path, fields).status == 303
    assert max.get("/desk").status == 200 and max.get("/admin").status == 403
    eve = Person(site)
    assert eve.get(path).status == 404 and eve.send(path, {**fields, "name": "Eve"}).status == 404
    assert rows(site, "select email, is_owner from accounts order by email") == [
        ("anne@example.org", 1), ("max@example.org", 0)]


def test_a_new_room_link_ends_the_old_one_and_who_waits_on_it(site, anne):
    old = re.search(site.base + r"(/call/[\w-]+)", anne.get("/desk").text)[1]
    client = Person(site)
    ticket = client.get(old).ticket()
    waiting = RoomPage(site, client.get(old).ticket())
    assert anne.post("/desk/settings/room-link", page="/desk/settings").status == 303
    assert waiting.closed() == 1008
    assert client.get(old).status == 404
    late = RoomPage(site, ticket, hello=False)
    late.say(type="hello", version=1, resume=None)
    assert late.closed() == 1008
    new = until(lambda: re.search(site.base + r"(/call/[\w-]+)", anne.get("/desk").text)[1])
    assert new != old and client.get(new).status == 200


def test_a_cancelled_appointments_page_is_told_at_once(site, anne, post):
    id = anne.add()
    _, message = post.next()
    path = re.search(r"/call/[\w-]+/[\w-]+", message.get_body(("plain",)).get_content())[0]
    page = RoomPage(site, Person(site).get(path).ticket())
    page.expect("room")
    assert anne.post(f"/desk/appointments/{id}/cancel", page="/desk/appointments").status == 303
    page.state("appointment_cancelled")
    assert page.command("knock", knock="k", name="Zoë", left=None)["type"] == "refused"
    assert post.next()[1]["To"].addresses[0].addr_spec == "zoe@example.org"
