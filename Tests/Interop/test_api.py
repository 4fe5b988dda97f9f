# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The interface for other programs, as a booking plug-in uses it."""

import json
import threading
import time

import pytest

from conftest import served
from person import PASSWORD, Person
from programs import Program, at, booking, make_key, make_type, rows
from test_operator import run

APPOINTMENTS = "/api/v1/appointments"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A practitioner with a type, and another practitioner."""
    for server in served(tmp_path_factory.mktemp("api"), api_requests_per_minute="100000"):
        Person(server).set_up()
        assert run(server, "user", "add", "bert@example.org", "--name", "Bert", "--practitioner", typed=PASSWORD + "\n")[0] == 0
        server.type = make_type(server)
        server.type_at_once = make_type(server, confirms_at_once=1, name="At once")
        yield server


@pytest.fixture(scope="module")
def anne(site):
    return Program(site, make_key(site))


@pytest.fixture(scope="module")
def bert(site):
    return Program(site, make_key(site, "bert@example.org"))


# MARK: Who asks


def test_no_key_a_wrong_key_and_a_revoked_key_open_nothing(site, anne):
    key = make_key(site)
    assert Program(site, key).get(APPOINTMENTS).status == 200
    assert Program(site, key).post(APPOINTMENTS, booking(at(29, 20))).status == 201
    with rows(site) as table:
        import hashlib
        table.execute("update api_keys set revoked_at = 1 where key_hash = ?", (hashlib.sha256(key.encode()).hexdigest(),))
    for program, reason in [(Program(site, None), "no_key"), (Program(site, key), "wrong_key"),
                            (Program(site, "vv_" + "x" * 32), "wrong_key"), (Program(site, "x" * 9000), "wrong_key")]:
        for method, path in [("GET", APPOINTMENTS), ("POST", APPOINTMENTS), ("GET", "/api/v1/types")]:
            answer = program.ask(method, path)
            assert (answer.status, answer.reason) == (401, reason)
            assert answer.fields["WWW-Authenticate"].startswith('Bearer realm="visavis"')
    answer = Program(site, key).post(APPOINTMENTS, booking(at(29, 21)))
    assert (answer.status, answer.reason) == (401, "wrong_key"), "a request that is right in itself"
    basic = Program(site, None).get(APPOINTMENTS, Authorization="Basic dnY6dnY=")
    assert (basic.status, basic.reason) == (401, "wrong_key")


def test_a_login_is_no_key(site):
    """Cookies are not read: a page elsewhere cannot make a browser act here."""
    person = Person(site)
    person.sign_in()
    assert person.cookies
    cookies = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    answer = Program(site, None).post(APPOINTMENTS, booking(at(30, 9)), Cookie=cookies, Origin=site.base)
    assert (answer.status, answer.reason) == (401, "no_key")


def test_a_key_needs_no_origin_and_sets_no_cookie(site, anne):
    answer = anne.post(APPOINTMENTS, booking(at(30, 19)), Origin="https://plug-in.example")
    assert answer.status == 201 and answer.fields["Set-Cookie"] is None
    assert answer.fields["Access-Control-Allow-Origin"] is None
    assert answer.fields["Cache-Control"] == "no-store"


# MARK: Making


def test_an_appointment_by_hand_is_confirmed_with_its_mails(site, anne):
    answer = anne.book(at(3, 7), lengthMinutes=45, note="First time")
    assert answer.status == 201, answer.body
    made = answer.json
    assert (made["state"], made["lengthMinutes"], made["startsAt"]) == ("confirmed", 45, at(3, 7))
    assert made["client"]["name"] == "Zoë Lefèvre" and made["timeZone"] == "Europe/Paris"
    assert answer.fields["ETag"] == f'"r{made["revision"]}"'
    assert anne.get(f"{APPOINTMENTS}/{made['id']}").json == made
    with rows(site) as table:
        kinds = {row[0] for row in table.execute("select kind from outbox where appointment_id = ?", (made["id"],))}
    assert "confirmed" in kinds


def test_a_type_decides_whether_it_waits_for_an_answer(site, anne):
    assert anne.book(at(4, 9), typeId=site.type).json["state"] == "requested"
    assert anne.book(at(4, 10), typeId=site.type_at_once).json["state"] == "confirmed"
    assert anne.book(at(4, 11), typeId=site.type, state="confirmed").json["state"] == "confirmed"
    answer = anne.book(at(4, 12), typeId=site.type_at_once, state="requested")
    assert answer.json["state"] == "requested"
    assert answer.json["typeId"] == site.type_at_once and answer.json["typeName"] == "At once"


def test_a_taken_slot_is_refused_with_other_times(site, anne):
    assert anne.book(at(5, 9), typeId=site.type_at_once).status == 201
    for document in ({"typeId": site.type_at_once}, {"lengthMinutes": 20}):
        answer = anne.book(at(5, 9), **document)
        assert (answer.status, answer.reason) == (409, "slot_taken")
        assert answer.json["alternatives"] and at(5, 9) not in answer.json["alternatives"]


@pytest.mark.parametrize("start", [at(6, 3), at(6, 9, 7), at(3000, 9)], ids=["outside the hours", "off the grid", "too far"])
def test_what_is_not_offered_is_no_slot(site, anne, start):
    answer = anne.book(start, typeId=site.type)
    assert answer.status in (409, 422)


@pytest.mark.parametrize("change, field", [
    ({"startsAt": "2020-01-01T09:00:00Z"}, "startsAt"), ({"startsAt": "tomorrow"}, "startsAt"),
    ({"startsAt": "2027-02-30T09:00:00Z"}, "startsAt"), ({"startsAt": "2027-01-12T09:00:00"}, "startsAt"),
    ({"startsAt": "9999-12-31T23:59:59Z"}, "startsAt"), ({"startsAt": 7}, "startsAt"), ({"startsAt": None}, "startsAt"),
    ({"lengthMinutes": 0}, "lengthMinutes"), ({"lengthMinutes": 10000}, "lengthMinutes"),
    ({"lengthMinutes": 2**63}, "lengthMinutes"), ({"lengthMinutes": -10**30}, "lengthMinutes"),
    ({"lengthMinutes": "30"}, "lengthMinutes"), ({"lengthMinutes": 30.5}, "lengthMinutes"),
    ({"typeId": "0" * 32, "lengthMinutes": None}, "typeId"), ({"typeId": "x", "lengthMinutes": None}, "typeId"),
    ({"state": "held"}, "state"), ({"id": "0" * 32}, "id"), ({"practitionerId": "0" * 32}, "practitionerId"),
    ({"client": {"name": "", "email": "zoe@example.org"}}, "client.name"),
    ({"client": {"name": "Z\u202eoë", "email": "zoe@example.org"}}, "client.name"),
    ({"client": {"name": "Zoë\r\nBcc: x@example.org", "email": "zoe@example.org"}}, "client.name"),
    ({"client": {"name": "x" * 10_000, "email": "zoe@example.org"}}, "client.name"),
    ({"client": {"name": "Zoë"}}, "client.email"), ({"client": {"name": "Zoë", "email": "zoe"}}, "client.email"),
    ({"client": {"name": "Zoë", "email": "a@b\r\nBcc: c@d.org"}}, "client.email"),
    ({"client": {"name": "Zoë", "email": "zoe@example.org", "timeZone": "Mars/Olympus"}}, "client.timeZone"),
    ({"client": {"name": "Zoë", "email": "zoe@example.org", "language": "xx"}}, "client.language"),
    ({"client": {"name": "Zoë", "email": "zoe@example.org", "role": "owner"}}, "client.role"),
    ({"startsAt": "2027-12-01T10:00:30+01:00"}, "startsAt"),
    ({"client": "Zoë"}, "client"), ({"note": "\0"}, "note"), ({"note": "x" * 10_000}, "note"),
])
def test_case_36_a_wrong_field_is_named_and_nothing_stored(site, anne, change, field):
    with rows(site) as table:
        before = table.execute("select count(*) from appointments").fetchone()[0]
    document = {name: value for name, value in (booking(at(7, 9)) | change).items()
                if value is not None or name not in ("lengthMinutes",)}
    assert field in anne.post(APPOINTMENTS, document).wrong
    with rows(site) as table:
        assert table.execute("select count(*) from appointments").fetchone()[0] == before


def test_every_wrong_field_is_named_at_once(anne):
    document = {"startsAt": "x", "client": {"email": 5}, "extra": 1}
    assert anne.post(APPOINTMENTS, document).wrong == {"startsAt", "client.email", "client.name", "extra"}


@pytest.mark.parametrize("body, status", [
    (b"", 400), (b"{", 400), (b"\xff\xfe", 400), (b'{"a":' * 2000 + b"1" + b"}" * 2000, 400), (b"[]", 422),
    (b"null", 422), (b'"text"', 422), (b'{"startsAt": "' + b"x" * 70_000 + b'"}', 413)])
def test_what_is_no_document_is_refused(anne, body, status):
    answer = anne.ask("POST", APPOINTMENTS, body=body)
    assert answer.status == status and answer.reason


def test_only_json_is_taken(anne):
    body = json.dumps(booking(at(8, 9))).encode()
    for kind in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data", None):
        answer = anne.ask("POST", APPOINTMENTS, body=body, Content_Type=kind)
        assert (answer.status, answer.reason) == (415, "not_json")
    assert anne.ask("POST", APPOINTMENTS, body=body, Content_Type="application/json; charset=utf-8").status == 201


# MARK: Once


def test_a_repeated_request_counts_once(site, anne):
    document = booking(at(9, 9))
    first = anne.post(APPOINTMENTS, document, Idempotency_Key="order-1")
    again = anne.post(APPOINTMENTS, document, Idempotency_Key="order-1")
    assert (first.status, again.status) == (201, 201) and first.json == again.json
    assert again.fields["Idempotency-Replayed"] == "true" and first.fields["Idempotency-Replayed"] is None
    other = anne.post(APPOINTMENTS, booking(at(9, 10)), Idempotency_Key="order-1")
    assert other.wrong == {"Idempotency-Key"}


def test_the_same_request_at_once_counts_once(site, anne):
    document = booking(at(10, 9))
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(
        anne.post(APPOINTMENTS, document, Idempotency_Key="race"))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status for answer in answers} == {201}
    assert len({answer.json["id"] for answer in answers}) == 1
    assert sum(answer.fields["Idempotency-Replayed"] is None for answer in answers) == 1


def test_keys_of_two_practitioners_do_not_meet(anne, bert):
    document = booking(at(11, 9))
    one = anne.post(APPOINTMENTS, document, Idempotency_Key="same")
    other = bert.post(APPOINTMENTS, document, Idempotency_Key="same")
    assert one.json["id"] != other.json["id"]


def test_a_refused_request_may_be_tried_again(site, anne):
    taken = anne.book(at(12, 9))
    document = booking(at(12, 9))
    assert anne.post(APPOINTMENTS, document, Idempotency_Key="later").status == 409
    assert anne.post(f"{APPOINTMENTS}/{taken.json['id']}/cancel").status == 200
    assert anne.post(APPOINTMENTS, document, Idempotency_Key="later").status == 201


@pytest.mark.parametrize("key", ["", "x" * 201, "a b", "ä"])
def test_a_key_of_repetition_is_a_word(anne, key):
    answer = anne.post(APPOINTMENTS, booking(at(13, 9)), Idempotency_Key=key.encode("utf-8"))
    assert answer.wrong == {"Idempotency-Key"}


# MARK: Changing


def test_moving_and_cancelling(site, anne):
    made = anne.book(at(14, 9)).json
    path = f"{APPOINTMENTS}/{made['id']}"
    moved = anne.post(f"{path}/move", {"startsAt": at(14, 15)})
    assert moved.status == 200 and moved.json["startsAt"] == at(14, 15) and moved.json["revision"] > made["revision"]
    again = anne.post(f"{path}/move", {"startsAt": at(14, 15)})
    assert again.status == 200 and again.json == moved.json
    cancelled = anne.post(f"{path}/cancel", {"reason": "Ill"})
    assert (cancelled.status, cancelled.json["state"], cancelled.json["reason"]) == (200, "cancelled", "Ill")
    assert anne.post(f"{path}/cancel").json == cancelled.json
    late = anne.post(f"{path}/move", {"startsAt": at(14, 16)})
    assert (late.status, late.reason, late.json["state"]) == (409, "wrong_state", "cancelled")
    with rows(site) as table:
        kinds = [row[0] for row in table.execute(
            "select kind from outbox where appointment_id = ? and kind in ('moved', 'cancelled')", (made["id"],))]
    assert sorted(kinds) == ["cancelled", "moved"]


def test_moving_onto_another_is_refused_with_other_times(anne):
    first, second = anne.book(at(15, 9)).json, anne.book(at(15, 10)).json
    answer = anne.post(f"{APPOINTMENTS}/{second['id']}/move", {"startsAt": at(15, 9)})
    assert (answer.status, answer.reason) == (409, "slot_taken") and answer.json["alternatives"]
    assert anne.get(f"{APPOINTMENTS}/{second['id']}").json == second
    assert anne.get(f"{APPOINTMENTS}/{first['id']}").json == first


def test_what_changed_meanwhile_is_not_overwritten(anne):
    made = anne.book(at(16, 9))
    path, tag = f"{APPOINTMENTS}/{made.json['id']}", made.fields["ETag"]
    assert anne.post(f"{path}/move", {"startsAt": at(16, 11)}, If_Match=tag).status == 200
    for change in (lambda: anne.post(f"{path}/move", {"startsAt": at(16, 12)}, If_Match=tag),
                   lambda: anne.post(f"{path}/cancel", If_Match=tag),
                   lambda: anne.post(f"{path}/cancel", If_Match='W/"r1"'), lambda: anne.post(f"{path}/cancel", If_Match="x")):
        answer = change()
        assert (answer.status, answer.reason) == (412, "changed")
    fresh = anne.get(path)
    assert fresh.json["startsAt"] == at(16, 11) and fresh.json["state"] == "confirmed"
    assert anne.post(f"{path}/cancel", If_Match=f'"other", {fresh.fields["ETag"]}').status == 200
    assert anne.post(f"{path}/cancel", If_Match="*").status == 200


# MARK: Reading


def test_pages_hold_every_appointment_once(site, bert):
    ids = {bert.book(at(20 + number // 8, 8 + number % 8)).json["id"] for number in range(20)}
    found, cursor, pages = [], None, 0
    while True:
        answer = bert.get(f"{APPOINTMENTS}?limit=7&from={at(20, 0)}" + (f"&cursor={cursor}" if cursor else ""))
        assert answer.status == 200, answer.body
        found += answer.json["appointments"]
        pages += 1
        cursor = answer.json.get("next")
        if not cursor:
            break
    assert pages == 3 and {one["id"] for one in found} == ids and len(found) == 20
    assert [one["startsAt"] for one in found] == sorted(one["startsAt"] for one in found)
    some = bert.get(f"{APPOINTMENTS}?from={at(21, 0)}&to={at(22, 0)}&state=confirmed").json["appointments"]
    assert len(some) == 8
    assert bert.get(f"{APPOINTMENTS}?state=cancelled").json == {"appointments": []}


@pytest.mark.parametrize("query, field", [
    ("limit=0", "limit"), ("limit=201", "limit"), ("limit=x", "limit"), ("from=yesterday", "from"), ("state=x", "state"),
    ("cursor=x", "cursor"), ("cursor=1.2", "cursor"), ("cursor=99999999999999999999.x", "cursor"), ("page=2", "page"),
    ("limit=1&limit=2", "limit")])
def test_a_wrong_question_is_refused(anne, query, field):
    assert anne.get(f"{APPOINTMENTS}?{query}").wrong == {field}


def test_types_and_slots_can_be_asked_for(site, anne):
    types = anne.get("/api/v1/types").json["types"]
    assert {(one["id"], one["confirms"]) for one in types} >= {(site.type, "by_hand"), (site.type_at_once, "at_once")}
    slots = anne.get(f"/api/v1/slots?typeId={site.type}&from={at(40, 0)}&to={at(41, 0)}").json
    starts = [slot["startsAt"] for slot in slots["slots"]]
    assert slots["timeZone"] == "Europe/Paris" and at(40, 8) in starts and len(starts) == 12
    assert anne.book(at(40, 8), typeId=site.type_at_once).status == 201
    after = anne.get(f"/api/v1/slots?typeId={site.type}&from={at(40, 0)}&to={at(41, 0)}").json["slots"]
    assert at(40, 8) not in [slot["startsAt"] for slot in after]
    assert anne.get(f"/api/v1/slots?typeId={site.type}&from={at(1, 0)}&to={at(90, 0)}").wrong == {"to"}
    assert anne.get(f"/api/v1/slots?typeId={site.type}&from={at(2, 0)}&to={at(1, 0)}").wrong == {"to"}
    assert anne.get("/api/v1/slots").wrong == {"typeId"}


def test_slots_are_told_over_a_midnight_that_comes_twice(site, anne):
    """In St. John's the clock was set back at a minute past midnight, to the day before."""
    with rows(site) as table:
        table.execute("update accounts set time_zone = 'America/St_Johns' where email = 'anne@example.org'")
    try:
        answer = anne.get(f"/api/v1/slots?typeId={site.type}&from=2010-11-07T02:30:30Z&to=2010-11-07T02:31:30Z")
        assert (answer.status, answer.json) == (200, {"slots": [], "timeZone": "America/St_Johns"})
        assert site.process.poll() is None
    finally:
        with rows(site) as table:
            table.execute("update accounts set time_zone = 'Europe/Paris' where email = 'anne@example.org'")


def test_case_29_what_is_anothers_is_not_there(site, anne, bert):
    made = anne.book(at(17, 9)).json
    path = f"{APPOINTMENTS}/{made['id']}"
    for answer in (bert.get(path), bert.post(f"{path}/move", {"startsAt": at(17, 11)}), bert.post(f"{path}/cancel"),
                   bert.get(f"/api/v1/slots?typeId={site.type}")):
        assert (answer.status, answer.reason) == (404, "not_found")
    assert bert.book(at(17, 9), typeId=site.type).wrong == {"typeId"}
    assert made["id"] not in {one["id"] for one in bert.get(f"{APPOINTMENTS}?limit=200").json["appointments"]}
    assert anne.get(path).json == made
    for id in ("0" * 32, "x", "..%2f..", made["id"].upper(), made["id"] + "0", "%00"):
        assert anne.get(f"{APPOINTMENTS}/{id}").status == 404


def test_other_methods_are_told_what_is_allowed(anne):
    for method, path, allowed in [
            ("DELETE", APPOINTMENTS, {"GET", "HEAD", "POST"}), ("PUT", f"{APPOINTMENTS}/{'0' * 32}", {"GET", "HEAD"}),
            ("PATCH", f"{APPOINTMENTS}/{'0' * 32}", {"GET", "HEAD"}), ("GET", f"{APPOINTMENTS}/{'0' * 32}/move", {"POST"}),
            ("POST", "/api/v1/types", {"GET", "HEAD"}), ("OPTIONS", "/api/openapi.json", {"GET", "HEAD"})]:
        answer = anne.ask(method, path)
        assert (answer.status, answer.reason) == (405, "method_not_allowed")
        assert set(answer.fields["Allow"].split(", ")) == allowed
    assert anne.ask("HEAD", "/api/v1/types").status == 200


def test_a_key_may_not_ask_without_end(tmp_path):
    for server in served(tmp_path, api_requests_per_minute="30"):
        Person(server).set_up()
        one, other = Program(server, make_key(server)), Program(server, make_key(server))
        began, answered = time.monotonic(), 0
        while (refused := one.get("/api/v1/types")).status == 200:
            answered += 1
        # Ten at once, and one more every two seconds.
        assert 10 <= answered <= 10 + (time.monotonic() - began) / 2
        assert refused.status == 429 and refused.reason == "too_many" and 1 <= int(refused.fields["Retry-After"]) <= 2
        assert other.get("/api/v1/types").status == 200


def test_a_disabled_practitioners_key_opens_nothing(site):
    program = Program(site, make_key(site, "bert@example.org"))
    assert program.get("/api/v1/types").status == 200
    assert site.command("user", "disable", "bert@example.org").returncode == 0
    try:
        assert (program.get("/api/v1/types").status) == 401
    finally:
        site.command("user", "enable", "bert@example.org")


def test_the_description_names_every_route(site):
    """SiteURL.swift is the list of routes; the two for pages are no part of the interface."""
    import re
    from server import ROOT
    described = Program(site, None).get("/api/openapi.json").json
    source = (ROOT / "Sources/Web/SiteURL.swift").read_text()
    routes = {re.sub(r"\\\((\w+)\)", r"{\1}", path) for path in re.findall(r'"(/api/v1/[^"]*)"', source)}
    assert set(described["paths"]) == routes - {"/api/v1/tickets", "/api/v1/relay-test"}
    assert described["openapi"] == "3.1.0" and described["servers"] == [{"url": site.base}]
