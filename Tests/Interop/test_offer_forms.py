# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What can be booked, from its forms: every field out of range, texts shown as text, others' ids, and what a GET changes."""

import datetime
import re

import pytest

from conftest import served
from person import PASSWORD, Person, Shown, rows, tables
from test_operator import run

MARKUP = "<img src=x onerror=alert(1)>\"'><svg onload=alert(2)>{{name}}"
DAY = (datetime.date.today() + datetime.timedelta(days=30)).isoformat()

PAGE = {"isOpen": "on", "slug": "anne", "introduction": ""}
RULES = {"minimumNotice": "2", "noticeUnit": "hours", "horizon": "60", "step": "60", "dailyCap": "", "cancelHours": "24",
         "holdHours": "24", "holdsRequests": "on"}
TYPE = {"name": "Suivi", "length": "50", "price": "60 €", "description": "", "colour": "blue", "bufferBefore": "0",
        "bufferAfter": "10", "visibility": "shown", "confirms": "hand"}
EXCEPTION = {"firstDay": DAY, "lastDay": "", "kind": "closed", "label": ""}


@pytest.fixture(scope="module")
def shared(tmp_path_factory, post):
    yield from served(tmp_path_factory.mktemp("site"), smtp=post.url)


@pytest.fixture(scope="module")
def anne(shared):
    return Person(shared).set_up()


@pytest.fixture(scope="module")
def bruno(shared, anne):
    assert run(shared, "user", "add", "bruno@example.org", "--name", "Bruno", "--practitioner", typed=PASSWORD + "\n")[0] == 0
    bruno = Person(shared)
    assert bruno.sign_in("bruno@example.org").status == 303
    return bruno


def send(person, path, fields, page="/desk/booking"):
    return person.post(path, fields, page=page)


def wrong(answer) -> set[str]:
    """The fields that the page says are wrong: their sentences have ids of their own."""
    return {attributes["id"].removesuffix("-error").removeprefix("x-").removeprefix("key-").removeprefix("hook-")
            for _, attributes in Shown(answer.text).elements if (attributes.get("id") or "").endswith("-error")}


def same(before, server):
    """Nothing but the revisions that triggers move may differ: nothing at all."""
    assert tables(server) == before


CASES = [
    ("/desk/booking", PAGE, [
        ("slug", ""), ("slug", "a"), ("slug", "x" * 61), ("slug", "two words"), ("slug", "é-accent"), ("slug", "-anne"),
        ("slug", "a--b"), ("slug", "a/b"), ("slug", MARKUP), ("introduction", "x" * 2001), ("introduction", "a\u202eb")]),
    ("/desk/booking/rules", RULES, [
        ("minimumNotice", ""), ("minimumNotice", "-1"), ("minimumNotice", "9" * 30), ("minimumNotice", "1.5"),
        ("minimumNotice", "soon"), ("minimumNotice", "9000"), ("horizon", "0"), ("horizon", "366"), ("horizon", ""),
        ("step", "0"), ("step", "4"), ("step", "481"), ("step", "x"), ("dailyCap", "0"), ("dailyCap", "-3"), ("dailyCap", "x"),
        ("dailyCap", "101"), ("cancelHours", "-1"), ("cancelHours", "x"), ("cancelHours", "9999"), ("holdHours", "0"),
        ("holdHours", "169"), ("holdHours", "")]),
    ("/desk/booking/types", TYPE, [
        ("name", ""), ("name", "x" * 61), ("name", "a\nb"), ("name", "a\u202eb"), ("length", "0"), ("length", "4"),
        ("length", "481"), ("length", "x"), ("length", "9" * 40), ("price", "x" * 61), ("price", "a\nb"),
        ("description", "x" * 1001), ("colour", ""), ("colour", "red;"), ("bufferBefore", "-1"), ("bufferBefore", "241"),
        ("bufferAfter", ""), ("bufferAfter", "x"), ("visibility", ""), ("visibility", "all"), ("confirms", ""),
        ("confirms", "never")]),
    ("/desk/booking/exceptions", EXCEPTION, [
        ("firstDay", ""), ("firstDay", "tomorrow"), ("firstDay", "2027-02-30"), ("firstDay", "10000-01-01"),
        ("lastDay", "2001-01-01"), ("lastDay", "x"), ("lastDay", "2199-01-01"), ("kind", ""), ("kind", "x"),
        ("label", "x" * 61), ("label", "a\u202eb")]),
    ("/desk/booking/calendars", {"name": "Home", "url": "https://example.org/x.ics"}, [
        ("name", ""), ("name", "x" * 61), ("url", ""), ("url", "x"), ("url", "javascript:alert(1)"), ("url", "file:///etc/passwd"),
        ("url", "ftp://example.org/x.ics"), ("url", "https://")]),
    ("/desk/booking/keys", {"name": "Site"}, [("name", ""), ("name", "x" * 61), ("name", "a\u202eb")]),
    ("/desk/booking/hooks", {"url": "https://example.org/hook"}, [("url", ""), ("url", "x"), ("url", "javascript:alert(1)")]),
    ("/desk/booking/mails/confirmed/fr", {"subject": "Bonjour", "body": "Bonjour {client}"}, [
        ("subject", ""), ("subject", "x" * 151), ("subject", "a\nBcc: x@y.z"), ("subject", "{nobody}"), ("body", ""),
        ("body", "x" * 3001), ("body", "{password}"), ("body", "a\u202eb")]),
    ("/admin/booking", {"embedParents": "https://www.example.org", "retentionMonths": "12"}, [
        ("embedParents", "*"), ("embedParents", "https://a.example/path"), ("embedParents", "https://a.example; script-src *"),
        ("embedParents", "'self'"), ("embedParents", "data:"), ("retentionMonths", "0"), ("retentionMonths", "121"),
        ("retentionMonths", ""), ("retentionMonths", "x")]),
]


@pytest.mark.parametrize("path, good, field, value", [
    (path, good, field, value) for path, good, faults in CASES for field, value in faults])
def test_36_a_wrong_field_is_named_what_was_typed_stays_and_nothing_is_stored(shared, anne, path, good, field, value):
    anne.get("/desk/booking")
    before = tables(shared)
    answer = send(anne, path, {**good, field: value})
    assert answer.status == 422, answer.status
    assert wrong(answer) == {field}
    kept = next((other for other in good if other != field and good[other] and other not in
                 ("isOpen", "holdsRequests", "confirms", "visibility", "colour", "kind", "noticeUnit", "step")), None)
    if kept:
        assert good[kept] in Shown(answer.text).text + str(Shown(answer.text).elements)
    same(before, shared)


@pytest.mark.parametrize("fields, faults", [
    ({"start-1-0": "9:00", "end-1-0": ""}, {"end-1-0"}), ({"start-1-0": "x", "end-1-0": "y"}, {"start-1-0", "end-1-0"}),
    ({"start-1-0": "12:00", "end-1-0": "9:00"}, {"end-1-0"}), ({"start-1-0": "25:00", "end-1-0": "26:00"}, {"start-1-0", "end-1-0"}),
    ({"start-1-0": "9:00", "end-1-0": "12:00", "start-1-1": "11:00", "end-1-1": "13:00"}, {"start-1-1"}),
    ({"start-7-0": MARKUP, "end-7-0": "9:00"}, {"start-7-0"}),
])
def test_36_wrong_hours_are_named_and_the_week_stays(shared, anne, fields, faults):
    anne.get("/desk/booking")
    before = tables(shared)
    answer = send(anne, "/desk/booking/hours", {**fields, "do": "save"})
    assert answer.status == 422 and wrong(answer) == faults
    same(before, shared)
    values = {attributes.get("id"): attributes.get("value") for _, attributes in Shown(answer.text).elements}
    assert {name: values[name] for name in fields} == fields


def test_buttons_of_the_week_change_the_page_and_not_the_table(shared, anne):
    anne.get("/desk/booking")
    before = tables(shared)
    for do, field in [("add-3", "start-3-0"), ("copy", "start-5-0"), ("remove-1-0", None), ("add-99", "start-1-0"), ("x", "start-1-0")]:
        answer = send(anne, "/desk/booking/hours", {"start-1-0": "09:00", "end-1-0": "", "do": do})
        assert answer.status in (200, 422)
        ids = {attributes.get("id") for _, attributes in Shown(answer.text).elements}
        assert field is None or field in ids, do
        same(before, shared)


def test_hours_are_kept_sorted_and_shown_again(shared, anne):
    answer = send(anne, "/desk/booking/hours", {
        "start-1-0": "14:00", "end-1-0": "18:00", "start-1-1": "9 h", "end-1-1": "12:30", "start-7-0": "22:00", "end-7-0": "00:00",
        "do": "save"})
    assert answer.status == 303, answer.text
    kept = rows(shared, "select weekday, start_minute, end_minute from weekly_hours order by 1, 2")
    assert kept == [(1, 540, 750), (1, 840, 1080), (7, 1320, 1440)]
    values = {attributes.get("id"): attributes.get("value") for _, attributes in Shown(anne.get("/desk/booking/hours").text).elements}
    assert (values["start-1-0"], values["end-1-0"], values["end-7-0"]) == ("09:00", "12:30", "00:00")


def test_other_hours_of_a_day_need_hours(shared, anne):
    anne.get("/desk/booking")
    before = tables(shared)
    answer = send(anne, "/desk/booking/exceptions", {**EXCEPTION, "kind": "hours"})
    assert answer.status == 422 and wrong(answer) == {"start-x-0"}
    answer = send(anne, "/desk/booking/exceptions", {
        **EXCEPTION, "kind": "hours", "firstDay": "x", "start-x-0": "9:00", "end-x-0": "8:00"})
    assert wrong(answer) == {"end-x-0", "firstDay"}
    same(before, shared)
    assert send(anne, "/desk/booking/exceptions", {
        **EXCEPTION, "kind": "hours", "start-x-0": "9:00", "end-x-0": "11:00"}).status == 303
    assert rows(shared, "select first_day, last_day, spans from hour_exceptions") == [(DAY, DAY, "540-660")]


def test_31_markup_is_shown_as_text_on_every_page(shared, anne):
    assert send(anne, "/desk/booking", {**PAGE, "slug": "anne-m", "introduction": MARKUP}).status == 303
    assert send(anne, "/desk/booking/types", {**TYPE, "name": MARKUP[:60], "price": MARKUP[:60], "description": MARKUP}).status == 303
    assert send(anne, "/desk/booking/exceptions", {**EXCEPTION, "label": MARKUP[:60]}).status == 303
    assert send(anne, "/desk/booking/mails/confirmed/fr", {"subject": "<b>", "body": "<script>alert(1)</script>\n\n<img src=x>"}).status == 303
    assert send(anne, "/desk/booking/keys", {"name": MARKUP[:60]}).status == 200
    type_id = rows(shared, "select id from appointment_types where description = ?", MARKUP)[0][0]
    for path in ["", "/preview", "/types", f"/types/{type_id}", "/hours", "/programs", "/mails/confirmed/fr",
                 "/mails/confirmed/fr/preview"]:
        page = anne.get("/desk/booking" + path)
        assert page.status == 200, path
        for tag, attributes in Shown(page.text).elements:
            assert not any(name.startswith("on") for name in attributes), (path, tag)
            assert tag != "script" or attributes.get("src", "").startswith("/assets/"), path
            assert tag != "img" or attributes["src"].startswith("/assets/"), path
    assert MARKUP in Shown(anne.get("/desk/booking/preview").text).text


def test_the_preview_shows_what_is_typed_and_keeps_nothing(shared, anne):
    anne.get("/desk/booking")
    before = tables(shared)
    answer = send(anne, "/desk/booking/preview", {**PAGE, "introduction": "Not saved yet"})
    assert answer.status == 200 and "Not saved yet" in answer.text
    assert "frame-ancestors 'self'" in answer.fields["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in anne.get("/desk/booking").fields["Content-Security-Policy"]
    answer = send(anne, "/desk/booking/mails/confirmed/en/preview", {"subject": "Hi <{client}>", "body": "Dear {client}, typed"})
    assert answer.status == 200 and "typed" in answer.text and "{client}" not in answer.text
    shown = Shown(answer.text.split("<body", 1)[1]).text
    assert re.search(r"Hi <[^{}<>]+>", shown) and shown.index("Hi <") < shown.index("typed"), "the subject stands above the mail"
    assert "sandbox" in answer.fields["Content-Security-Policy"]
    answer = send(anne, "/desk/booking/mails/confirmed/en/preview", {"subject": "", "body": "{nobody}"})
    assert answer.status == 422 and answer.fields["Content-Type"].startswith("text/plain")
    same(before, shared)


def test_a_withdrawn_type_comes_back_hidden(shared, anne):
    assert send(anne, "/desk/booking/types", {**TYPE, "name": "Bilan", "visibility": "shown"}).status == 303
    id = rows(shared, "select id from appointment_types where name = 'Bilan'")[0][0]

    def state():
        return rows(shared, "select archived_at is null, visibility, name, price from appointment_types where id = ?", id)

    assert send(anne, f"/desk/booking/types/{id}/restore", {}).status == 404, "it is there"
    assert send(anne, f"/desk/booking/types/{id}/archive", {}).status == 303
    page = anne.get("/desk/booking/types").text
    assert f"/desk/booking/types/{id}/restore" in page and f"/desk/booking/types/{id}/place" not in page
    answer = send(anne, f"/desk/booking/types/{id}/restore", {})
    assert answer.status == 303 and state() == [(1, "hidden", "Bilan", TYPE["price"])]
    page = anne.get(answer.location).text
    assert f"/desk/booking/types/{id}/place" in page and f"/desk/booking/types/{id}/restore" not in page
    send(anne, f"/desk/booking/types/{id}/archive", {})
    ids = [anne_type for anne_type, in rows(shared, "select id from appointment_types where archived_at is null")]
    added = 0
    while send(anne, "/desk/booking/types", {**TYPE, "name": f"N{added}"}).status == 303:
        added += 1
    before = rows(shared, "select * from appointment_types")
    answer = send(anne, f"/desk/booking/types/{id}/restore", {})
    assert answer.status == 303 and rows(shared, "select * from appointment_types") == before, "there are as many as may be"
    for name in range(added):
        one = rows(shared, "select id from appointment_types where name = ?", f"N{name}")[0][0]
        assert one not in ids and send(anne, f"/desk/booking/types/{one}/archive", {}).status == 303


def owned(shared, anne) -> dict[str, list[str]]:
    """The paths of things that are Anne's, by the method that they answer to."""
    send(anne, "/desk/booking/exceptions", EXCEPTION)
    send(anne, "/desk/booking/calendars", {"name": "Home", "url": "https://example.org/x.ics"})
    send(anne, "/desk/booking/keys", {"name": "Site"})
    send(anne, "/desk/booking/hooks", {"url": "https://example.org/hook"})
    owner = rows(shared, "select id from accounts where email = 'anne@example.org'")[0][0]

    def one(table):
        return rows(shared, f"select id from {table} where practitioner_id = ?", owner)[0][0]

    kind = one("appointment_types")
    return {
        "GET": [f"types/{kind}"],
        "POST": [f"types/{kind}", f"types/{kind}/place", f"types/{kind}/archive", f"types/{kind}/restore", f"exceptions/{one('hour_exceptions')}/remove",
                 f"calendars/{one('busy_feeds')}/fetch", f"calendars/{one('busy_feeds')}/remove", f"keys/{one('api_keys')}/revoke",
                 f"hooks/{one('webhooks')}/test", f"hooks/{one('webhooks')}/remove"]}


def fields_of(path) -> dict[str, str]:
    return TYPE if re.fullmatch(r"types/[^/]+", path) else {"to": "up"} if path.endswith("/place") else {}


def test_29_ids_of_another_practitioner_lead_nowhere_and_change_nothing(shared, anne, bruno):
    paths = owned(shared, anne)
    bruno.get("/desk/booking")
    before = tables(shared)
    for path in paths["GET"]:
        assert bruno.get(f"/desk/booking/{path}").status == 404
    for path in paths["POST"]:
        assert send(bruno, f"/desk/booking/{path}", fields_of(path)).status == 404, path
        assert send(anne, f"/desk/booking/{path.replace('/', '/x', 1)}", fields_of(path)).status == 404, path
    assert bruno.get("/desk/booking/mails/password_reset/fr").status == 404
    assert bruno.get("/desk/booking/mails/confirmed/xx").status == 404
    assert bruno.get("/admin/people/x").status == 403
    # Fetching a calendar that is one's own writes when it was tried, so those of Anne's own stay out of this comparison.
    after = tables(shared)
    for table in before:
        if table != "busy_feeds":
            assert after[table] == before[table], table


def test_30_get_and_head_and_a_missing_token_change_nothing(shared, anne, bruno):
    paths = owned(shared, anne)
    people = [row[0] for row in rows(shared, "select id from accounts where email = 'bruno@example.org'")]
    every = [f"/desk/booking/{path}" for path in paths["POST"]]
    every += ["/desk/booking", "/desk/booking/rules", "/desk/booking/types", "/desk/booking/hours", "/desk/booking/exceptions",
              "/desk/booking/calendars", "/desk/booking/own-calendar", "/desk/booking/keys", "/desk/booking/hooks",
              "/desk/booking/mails/confirmed/fr", "/desk/booking/mails/confirmed/fr/test",
              "/desk/booking/mails/confirmed/fr/standard", "/admin/booking"]
    every += [f"/admin/people/{person}/{verb}" for person in people for verb in ("disable", "enable")]
    before = {name: content for name, content in tables(shared).items() if name != "busy_feeds"}
    for path in every:
        for method in ("GET", "HEAD"):
            assert anne.request(method, path).status in (200, 404, 405), path
        assert anne.send(path, {}).status == 403, path
        assert anne.send(path, {"formToken": "x" * 43}).status == 403, path
        assert anne.send(path, {"formToken": anne.get("/desk/booking").form_token()}, Origin="https://evil.example",
                         Sec_Fetch_Site="cross-site").status == 403, path
        assert Person(shared).request("POST", path, b"").status in (303, 403), path
    now = tables(shared)
    assert {name: now[name] for name in before} == before


def test_29_only_the_owner_may_administer(shared, anne, bruno):
    anne_id = rows(shared, "select id from accounts where email = 'anne@example.org'")[0][0]
    # Other calendars are fetched meanwhile.
    before = {name: content for name, content in tables(shared).items() if name != "busy_feeds"}
    for path, fields in [("/admin/booking", {"embedParents": "", "retentionMonths": "1"}),
                         (f"/admin/people/{anne_id}/disable", {"coming": "cancel"}), (f"/admin/people/{anne_id}/enable", {})]:
        assert send(bruno, path, fields).status == 403
    assert send(anne, f"/admin/people/{anne_id}/disable", {"coming": "keep"}, page="/admin").status == 404
    now = tables(shared)
    assert {name: now[name] for name in before} == before


def test_disabling_asks_what_becomes_of_appointments_and_ends_everything_at_once(shared, anne, bruno):
    id = bruno.add(minutes=60 * 24 * 3)
    bruno_id = rows(shared, "select id from accounts where email = 'bruno@example.org'")[0][0]
    key = re.search(r"vv_[\w-]+", send(bruno, "/desk/booking/keys", {"name": "Site"}).text)[0]
    page = anne.get(f"/admin/people/{bruno_id}")
    assert page.status == 200 and "Bruno" in page.text
    path = f"/admin/people/{bruno_id}/disable"
    assert send(anne, path, {"coming": ""}, page="/admin").status == 422
    assert send(anne, path, {"coming": "hand", "to": "nobody"}, page="/admin").status == 422
    assert rows(shared, "select disabled_at from accounts where id = ?", bruno_id) == [(None,)]
    anne.add(minutes=60 * 24 * 3 + 2)
    anne_id = rows(shared, "select id from accounts where email = 'anne@example.org'")[0][0]
    answer = send(anne, path, {"coming": "hand", "to": anne_id}, page="/admin")
    assert answer.status == 422 and "confirmed appointment already" in answer.text
    assert bruno.get("/desk").status == 200
    assert send(anne, path, {"coming": "hand", "to": anne_id, "cancelRest": "on"}, page="/admin").status == 303
    assert rows(shared, "select state from appointments where id = ?", id) == [("cancelled",)]
    assert bruno.get("/desk").status == 303, "signed out"
    assert rows(shared, "select count(*) from api_keys where practitioner_id = ? and revoked_at is null", bruno_id) == [(0,)]
    assert anne.request("GET", "/api/v1/types", Authorization=f"Bearer {key}").status == 401
    slug = rows(shared, "select slug from booking_rules where practitioner_id = ?", bruno_id)[0][0]
    assert Person(shared).get(f"/book/{slug}").status == 404
    assert send(anne, f"/admin/people/{bruno_id}/enable", {}, page="/admin").status == 303
    assert Person(shared).sign_in("bruno@example.org").status == 303
