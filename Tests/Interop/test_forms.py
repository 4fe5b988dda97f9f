# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Forms with everything in them that they should not have, and who guesses passwords."""

import re
import time
import unicodedata

import icalendar
import pytest
from email import message_from_bytes, policy

from conftest import served
from person import PASSWORD, Person, Shown, links, rows, tables, until
from test_operator import run

MARKUP = ["<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "</script><script>alert(1)", "{{name}} {{{html}}}",
          "' onmouseover='alert(1)", "javascript:alert(1)", "=cmd|' /C calc'!A0", "Zoë, \"Ann\" <x@y.z>; a\\,b:c",
          "&lt;b&gt; &amp; %3Cb%3E", "👩‍👩‍👧" * 15]


@pytest.fixture(scope="module")
def shared(tmp_path_factory, post):
    """Invitations need a mail server."""
    yield from served(tmp_path_factory.mktemp("site"), smtp=post.url)


def quiet(shared):
    """Every mail has gone, so that the tables stand still."""
    until(lambda: rows(shared, "select count(*) from outbox where state <> 'accepted'") == [(0,)])


@pytest.fixture(autouse=True)
def _still(shared):
    quiet(shared)


@pytest.fixture(scope="module")
def anne(shared):
    return Person(shared).set_up()


def logged(server, answer) -> bool:
    """Whether the log has the id that the page shows."""
    return until(lambda: any(answer.id in line for line in list(server.lines)))


# MARK: 31


@pytest.mark.parametrize("number", range(len(MARKUP)))
def test_31_markup_in_names_and_notes_is_shown_as_text(shared, anne, number):
    text = MARKUP[number]
    id = anne.add(name=text[:60], minutes=1000 + 20 * number, note=text + "\n" + text)
    mail = rows(shared, "select id from outbox where appointment_id = ?", id)[0][0]
    join, manage = links(anne.get(f"/desk/mail/{mail}"))
    pages = {path: anne.get(path) for path in [
        "/desk", f"/desk/appointments/{id}", "/desk/mail", f"/desk/mail/{mail}", "/desk/room", "/admin", join, manage]}
    pages["html"] = anne.get(f"/desk/mail/{mail}/parts/html")
    for path, page in pages.items():
        assert page.status == 200, path
        shown = Shown(page.text)
        for tag, attributes in shown.elements:
            assert not any(name.startswith("on") for name in attributes), (path, tag)
            assert not str(attributes.get("href")).lower().startswith("javascript:"), path
            own = re.fullmatch(r"/assets/[\w./-]+|/desk/appointments/[0-9a-f]{32}/link\.svg|/desk/room/link\.svg", attributes.get("src") or "")
            assert tag != "img" or own, (path, attributes)
            assert tag != "script" or attributes["src"].startswith("/assets/"), path
    details = Shown(pages[f"/desk/appointments/{id}"].text)
    assert text[:60] in details.text and text + "\n" + text in details.text.replace("\r\n", "\n")
    values = [attributes.get("value") for tag, attributes in Shown(pages[join].text).elements if tag == "input"]
    assert text[:60] in values
    raw = anne.get(f"/desk/mail/{mail}/message.eml")
    message = message_from_bytes(raw.body, policy=policy.default)
    assert message["To"].addresses[0].addr_spec == "zoe@example.org" and len(message["To"].addresses) == 1
    part = message.get_body(("calendar",)) or next(p for p in message.walk() if p.get_content_type() == "text/calendar")
    calendar = icalendar.Calendar.from_ical(part.get_content())
    assert not calendar.errors and not calendar.walk("VEVENT")[0].errors
    assert text not in str(calendar.walk("VEVENT")[0]["SUMMARY"])


@pytest.mark.parametrize("name", [
    "Anne\u202egnitset", "Anne\u2066x", "\ufeffAnne", "Anne\u2028x", "\u200b\u200b", "\u2060", "Zoë\ue000"])
def test_31_characters_that_turn_or_hide_text_are_refused_by_name(shared, anne, name):
    before = tables(shared)
    answer = anne.try_to_add(name=name, minutes=3000)
    assert answer.status == 422
    assert wrong_fields(answer) == {"name"}
    assert tables(shared) == before


def wrong_fields(answer) -> set[str]:
    return {attributes["id"] for tag, attributes in Shown(answer.text).elements if attributes.get("aria-invalid") == "true"}


@pytest.mark.parametrize("field, value", [
    ("name", ""), ("name", "   "), ("name", "x" * 61), ("name", "x" * 9_999), ("name", "👩‍👩‍👧" * 1_000), ("name", "a\nb"),
    ("email", ""), ("email", "x"), ("email", "a@b@c"), ("email", "a@b.c, d@e.f"), ("email", "a@b.c\nBcc: d@e.f"),
    ("email", '"a b"@c.d'), ("email", "ü@example.org"), ("email", "x" * 320 + "@example.org"), ("email", "a@b..c"),
    ("phone", "call me"), ("phone", "+0123456"), ("phone", "1" * 40),
    ("day", ""), ("day", "tomorrow"), ("day", "2027-02-30"), ("day", "10000-01-01"), ("day", "0000-00-00"), ("day", "-1-01-01"),
    ("time", ""), ("time", "25:00"), ("time", "10"), ("time", "10:60"),
    ("length", ""), ("length", "0"), ("length", "-5"), ("length", "10000"), ("length", "5.5"), ("length", "9" * 40),
    ("length", "fifty"), ("language", ""), ("language", "xx"), ("note", "x" * 501), ("note", "a\u202eb"),
])
def test_36_a_wrong_field_is_named_and_nothing_is_stored(shared, anne, field, value):
    before = tables(shared)
    answer = anne.try_to_add(minutes=5000, **{field: value})
    assert answer.status == 422, answer.text
    assert wrong_fields(answer) == {field}
    assert tables(shared) == before


def test_36_the_past_and_the_far_future_and_a_taken_hour_are_refused(shared, anne):
    anne.add(minutes=6000)
    quiet(shared)
    before = tables(shared)
    for minutes in [-60, -1_000_000, 6003, 5996, 60 * 24 * 366 * 3]:
        answer = anne.try_to_add(minutes=minutes)
        assert answer.status == 422 and wrong_fields(answer) <= {"time", "day"}, minutes
    assert tables(shared) == before


BROKEN = {
    "not UTF-8": b"name=%FF%FE", "a half character": b"name=%C3", "a surrogate": b"name=%ED%A0%80", "overlong": b"name=%C0%80",
    "raw bytes": b"name=\xff\xfe", "a bad escape": b"name=%ZZ", "a cut escape": b"name=%4", "zero": b"name=a%00b",
    "a bell": b"name=a%07b", "delete": b"name=%7F", "a C1 control": b"name=%C2%85", "twice": b"name=a&name=b",
    "unknown": b"name=a&other=b", "too long": b"note=" + b"x" * 10_001, "many": b"&".join(b"a%d=" % n for n in range(3000)),
    "no pair": b"=", "JSON": b'{"name": "a"}',
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_form_is_a_page_with_an_id_that_the_log_has(shared, anne, what):
    before = tables(shared)
    for path in ["/desk/appointments", "/desk/settings", "/admin/practice", "/admin/invitations", "/login", "/password"]:
        answer = anne.request("POST", path, BROKEN[what])
        assert answer.status == 400, (path, answer.status)
        assert Shown(answer.text).text.count("could not be read") and logged(shared, answer)
    assert tables(shared) == before


def test_a_form_that_is_too_large_is_refused(shared, anne):
    for path in ["/desk/appointments", "/login"]:
        answer = anne.request("POST", path, b"name=" + b"x" * 70_000)
        assert answer.status == 413 and logged(shared, answer)


def test_refusals_are_in_the_readers_language(shared):
    for language, word in [("fr", "n’existe pas"), ("en", "does not exist"), ("de, fr;q=0.1", "n’existe pas")]:
        answer = Person(shared, language=language).get("/nowhere")
        assert answer.status == 404 and word in answer.text, language


@pytest.mark.parametrize("path, fields, wrong", [
    ("/desk/settings", {"name": ""}, "name"), ("/desk/settings", {"name": "x" * 61}, "name"),
    ("/desk/settings", {"timeZone": "Mars/Base"}, "timeZone"), ("/desk/settings", {"language": "xx"}, "language"),
    ("/desk/settings", {"minutesBefore": "-1"}, "minutesBefore"), ("/desk/settings", {"minutesAfter": "x"}, "minutesAfter"),
    ("/desk/settings", {"helpPhone": "no"}, "helpPhone"), ("/desk/settings", {"welcome": "x" * 5_000}, "welcome"),
    ("/desk/settings", {"roomName": "a\u202eb"}, "roomName"),
    ("/admin/practice", {"practiceName": ""}, "practiceName"), ("/admin/practice", {"ownerContact": "x"}, "ownerContact"),
    ("/admin/practice", {"senderName": "a\nBcc: x"}, "senderName"), ("/admin/practice", {"timeZone": ""}, "timeZone"),
])
def test_every_form_names_its_wrong_field_and_keeps_what_was(shared, anne, path, fields, wrong):
    good = {
        "/desk/settings": {"name": "Anne Martin", "language": "fr", "timeZone": "Europe/Paris", "roomName": "Anne",
                           "minutesBefore": "15", "minutesAfter": "30"},
        "/admin/practice": {"practiceName": "Cabinet", "ownerContact": "anne@example.org", "senderName": "Cabinet",
                            "language": "fr", "timeZone": "Europe/Paris"}}[path]
    before = tables(shared)
    answer = anne.send(path, {**good, **fields, "formToken": anne.get("/desk/appointments").form_token()})
    assert answer.status == 422
    assert wrong in wrong_fields(answer)
    assert tables(shared) == before


# MARK: 32


def wrong(person, email: str, address: str, password="not the password at all"):
    token = person.get("/login").form_token()
    began = time.monotonic()
    answer = person.send("/login", {"email": email, "password": password, "formToken": token}, X_Forwarded_For=address)
    return answer, time.monotonic() - began


def test_32_a_known_and_an_unknown_address_get_the_same_answer_in_the_same_time(tmp_path):
    for server in served(tmp_path, trusted_proxies="127.0.0.1", password_cost="14"):
        Person(server).set_up()
        stranger = Person(server)
        times, texts = {"anne": [], "nobody": []}, set()
        for number in range(4):
            for who in times:
                answer, taken = wrong(stranger, f"{who}@example.org", f"203.0.113.{number * 2 + (who == 'anne')}")
                assert answer.status == 422
                times[who].append(taken)
                texts.add(answer.text.replace(f"{who}@example.org", "WHO"))
        assert len(texts) == 1
        known, unknown = min(times["anne"]), min(times["nobody"])
        assert 0.5 < known / unknown < 2, times


def test_32_many_wrong_passwords_are_slowed_and_the_owner_gets_in_afterwards(tmp_path):
    for server in served(tmp_path, trusted_proxies="127.0.0.1"):
        Person(server).set_up()
        stranger = Person(server)
        answers = [wrong(stranger, "anne@example.org", f"203.0.113.{number}")[0] for number in range(100)]
        seen = [answer.status for answer in answers]
        assert seen[:5] == [422] * 5 and seen.count(429) > 85, seen
        assert stranger.cookies == {}
        other = Person(server)
        assert wrong(other, "nobody@example.org", "198.51.100.1")[0].status == 422, "others are not slowed"
        anne = Person(server)
        until(lambda: anne.sign_in().status == 303, within=40)
        assert anne.get("/desk").status == 200


def test_32_long_and_decomposed_passwords_count_whole(tmp_path):
    for server in served(tmp_path):
        Person(server).set_up()
        long = "é" + "a b" * 300
        assert run(server, "user", "password", "anne@example.org", typed=long + "\n")[0] == 0
        assert Person(server).sign_in(password=long[:-1]).status == 422
        assert Person(server).sign_in(password=unicodedata.normalize("NFD", long)).status == 303
        assert Person(server).sign_in(password=long).status == 303
        assert Person(server).sign_in(password="x" * 9_000).status == 422
