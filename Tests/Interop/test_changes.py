# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Who may change what, and how a request must look that changes anything."""

import json

import pytest

from conftest import served
from person import PASSWORD, Person, links, rows, tables
from test_operator import run

VERBS = ["confirm", "decline", "cancel", "held", "missed"]


class House:
    """Anne, who owns the site, with an appointment of each kind; Max, a practitioner of hers; Eve, who is nobody."""

    def __init__(self, server):
        self.server = server
        self.anne = Person(server).set_up()
        for email, name, flag in [("max@example.org", "Max Berg", "--practitioner"), ("olga@example.org", "Olga", "--owner")]:
            assert run(server, "user", "add", email, "--name", name, flag, typed=PASSWORD + "\n")[0] == 0
        self.max = Person(server)
        assert self.max.sign_in("max@example.org").status == 303
        self.eve = Person(server)
        self.confirmed = self.anne.add(minutes=30)
        self.requested = self.anne.add(minutes=60, confirm="no")
        self.mail = rows(server, "select id from outbox")[0][0]
        self.join, self.manage = links(self.anne.get(f"/desk/mail/{self.mail}"))

    def routes_of_one_appointment(self) -> list[str]:
        return [f"/desk/appointments/{id}/{verb}" for id in (self.confirmed, self.requested) for verb in VERBS] + [
            f"/desk/mail/{self.mail}/again"]

    def changing_routes(self) -> dict[str, dict[str, str]]:
        """Every route that changes something for Anne, with fields that it takes."""
        practice = {"practiceName": "Changed", "ownerContact": "x@example.org", "senderName": "Changed", "language": "fr",
                    "timeZone": "UTC"}
        settings = {"name": "Changed", "language": "fr", "timeZone": "UTC", "roomName": "Changed", "minutesBefore": "1",
                    "minutesAfter": "1"}
        return {
            **{path: {} for path in self.routes_of_one_appointment()},
            "/desk/appointments": {"name": "Changed", "email": "x@example.org", "day": "2027-03-03", "time": "10:00",
                                   "length": "50", "language": "fr", "confirm": "yes"},
            "/desk/settings": settings, "/desk/settings/room-link": {}, "/desk/try": {},
            "/admin/invitations": {"email": "new@example.org"}, "/admin/practice": practice,
            f"{self.manage}/cancel": {}, f"{self.manage}/address": {"email": "x@example.org"}, "/password": {"email": "anne@example.org"}}


@pytest.fixture(scope="module")
def house(shared):
    return House(shared)


def token_for(house, person, path: str) -> str:
    page = f"{house.manage}/cancel" if path.startswith(house.manage) else "/password" if person is house.eve else "/desk"
    return person.get(page if page != "/desk" else "/desk/appointments").form_token()


# MARK: 29


def test_29_anothers_appointments_and_mails_are_404_by_every_route(house):
    before = tables(house.server)
    token = house.max.get("/desk/appointments").form_token()
    pages = [f"/desk/appointments/{house.confirmed}", f"/desk/appointments/{house.requested}", f"/desk/mail/{house.mail}",
             f"/desk/mail/{house.mail}/parts/html", f"/desk/mail/{house.mail}/message.eml"]
    for path in pages:
        assert house.anne.get(path).status == 200, path
        for method in ["GET", "HEAD", "PUT", "PATCH", "DELETE", "POST"]:
            body = None if method in ("GET", "HEAD") else f"formToken={token}".encode()
            answer = house.max.request(method, path, body)
            assert answer.status == 404, (method, path)
            assert "Zo" not in answer.text and "zoe@" not in answer.text
    for path in house.routes_of_one_appointment():
        assert house.max.send(path, {"formToken": token}).status == 404, path
    assert house.confirmed not in house.max.get("/desk").text
    assert house.mail not in house.max.get("/desk/mail").text
    assert tables(house.server) == before


def test_29_the_owners_pages_are_the_owners_and_the_desk_is_the_practitioners(house):
    before = tables(house.server)
    token = house.max.get("/desk/appointments").form_token()
    assert house.max.get("/admin").status == 403
    for path in ["/admin/invitations", "/admin/practice"]:
        assert house.max.send(path, {**house.changing_routes()[path], "formToken": token}).status == 403
    olga = Person(house.server)
    assert olga.sign_in("olga@example.org").status == 303
    assert olga.get("/admin").status == 200
    token = olga.get("/admin").form_token()
    for path in ["/desk", "/desk/room", "/desk/mail", f"/desk/mail/{house.mail}", f"/desk/appointments/{house.confirmed}"]:
        assert olga.get(path).status == 403, path
    for path in house.routes_of_one_appointment():
        assert olga.send(path, {"formToken": token}).status == 403, path
    assert "zoe@" not in olga.get("/admin").text and "Zoë" not in olga.get("/admin").text
    assert tables(house.server) == before


def test_29_whoever_is_not_signed_in_is_led_to_the_sign_in_and_changes_nothing(house):
    before = tables(house.server)
    token = house.eve.get("/login").form_token()
    for path in ["/desk", "/desk/room", "/desk/settings", "/desk/mail", "/admin", f"/desk/appointments/{house.confirmed}"]:
        answer = house.eve.get(path)
        assert answer.status == 303 and answer.location.startswith("/login"), path
    for path, fields in house.changing_routes().items():
        if path.startswith(("/desk", "/admin")):
            answer = house.eve.send(path, {**fields, "formToken": token})
            assert answer.status == 303 and answer.location == "/login", path
    house.eve.cookies["visavis"] = "A" * 32
    assert house.eve.get("/desk").status == 303
    house.eve.cookies.clear()
    assert tables(house.server) == before


@pytest.mark.parametrize("extra", ["role", "owner", "isOwner", "status", "state", "practitionerID", "id", "createdAt",
                                   "name[]", "__proto__", "formToken2"])
def test_29_a_field_that_a_form_does_not_have_is_refused(house, extra):
    before = tables(house.server)
    for path, fields in house.changing_routes().items():
        person = house.eve if path.startswith((house.manage, "/password")) else house.anne
        token = token_for(house, person, path)
        assert person.send(path, {**fields, extra: "1", "formToken": token}).status == 400, path
    assert tables(house.server) == before


# MARK: 30


def refusals(house, path: str, fields: dict[str, str]):
    """(what, answer) of each way in which the request must not be made."""
    person = house.eve if path.startswith((house.manage, "/password")) else house.anne
    token = token_for(house, person, path)
    good = {**fields, "formToken": token}
    query = "&".join(f"{name}={value}" for name, value in good.items())
    yield "GET", person.get(f"{path}?{query}&_method=POST")
    yield "HEAD", person.request("HEAD", f"{path}?{query}&_method=POST")
    for method in ["PUT", "PATCH", "DELETE", "OPTIONS"]:
        yield method, person.request(method, path, query.encode(), X_HTTP_Method_Override="POST")
    for type in ["text/plain", "multipart/form-data; boundary=x", "application/json", None]:
        yield f"as {type}", person.send(path, good, Content_Type=type)
    for origin in ["https://evil.example", f"{house.server.base}.evil.example", "http://localhost", "null"]:
        yield f"from {origin}", person.send(path, good, Origin=origin, Sec_Fetch_Site=None)
        yield f"cross-site from {origin}", person.send(path, good, Origin=origin, Sec_Fetch_Site="cross-site")
    yield "same-site", person.send(path, good, Sec_Fetch_Site="same-site")
    yield "cross-site", person.send(path, good, Sec_Fetch_Site="cross-site")
    yield "neither", person.send(path, good, Origin=None, Sec_Fetch_Site=None)
    yield "no token", person.send(path, fields)
    for wrong in ["", "x", token[:-1], token[::-1], house.max.get("/desk/appointments").form_token(),
                  house.anne.get("/desk/appointments").form_token() if person is house.eve else house.eve.get("/login").form_token()]:
        yield f"token {wrong}", person.send(path, {**fields, "formToken": wrong})
    yield "token twice", person.request("POST", path, f"{query}&formToken={token}".encode())


def test_30_nothing_changes_but_by_a_form_of_ours_with_its_token(house):
    before = tables(house.server)
    for path, fields in house.changing_routes().items():
        for what, answer in refusals(house, path, fields):
            if what in ("GET", "HEAD"):
                assert answer.status in (200, 404), (path, what, answer.status)
            elif path == "/password" and what.startswith("token"):
                assert answer.status in (200, 400, 403), (path, what)  # its form is made for anybody
            else:
                assert answer.status in (400, 403, 404, 405), (path, what, answer.status)
    assert tables(house.server) == before


def test_30_signing_out_needs_the_token_too(house):
    max = Person(house.server)
    assert max.sign_in("max@example.org").status == 303
    token = max.get("/desk/appointments").form_token()
    assert max.get("/logout").status == 404
    assert max.send("/logout", {}).status == 403
    assert max.send("/logout", {"formToken": token}, Origin="https://evil.example").status == 403
    assert max.get("/desk").status == 200
    cookies = dict(max.cookies)
    assert max.send("/logout", {"formToken": token}).status == 303
    max.cookies = cookies
    assert max.get("/desk").status == 303, "the session is over on the server, not only in the browser"


def test_30_tickets_are_renewed_as_json_from_our_pages_only(house):
    person = Person(house.server)
    ticket = person.get(house.join).ticket()
    body = json.dumps({"ticket": ticket}).encode()
    good = person.request("POST", "/api/v1/tickets", body, Content_Type="application/json")
    assert good.status == 200 and json.loads(good.text)["ticket"]
    host = house.anne.get("/desk/room").ticket()
    for what, answer in {
        "text/plain": person.request("POST", "/api/v1/tickets", body, Content_Type="text/plain"),
        "foreign": person.request("POST", "/api/v1/tickets", body, Content_Type="application/json", Origin="https://e.example"),
        "GET": person.get("/api/v1/tickets"),
        "no JSON": person.request("POST", "/api/v1/tickets", b"{", Content_Type="application/json"),
        "not UTF-8": person.request("POST", "/api/v1/tickets", b'{"ticket":"\xff"}', Content_Type="application/json"),
        "a number": person.request("POST", "/api/v1/tickets", b'{"ticket":1}', Content_Type="application/json"),
        "too large": person.request("POST", "/api/v1/tickets", b'{"ticket":"' + b"a" * 9000 + b'"}', Content_Type="application/json"),
        "unknown": person.request("POST", "/api/v1/tickets", b'{"ticket":"a.b"}', Content_Type="application/json"),
        "another's": person.request("POST", "/api/v1/tickets", json.dumps({"ticket": host}).encode(), Content_Type="application/json"),
    }.items():
        assert 400 <= answer.status < 500, what
        assert answer.fields["Content-Type"] == "application/problem+json", what
        assert json.loads(answer.text)["status"] == answer.status, what


def test_29_a_disabled_link_of_a_cancelled_appointment_stays_harmless(tmp_path):
    for server in served(tmp_path):
        anne = Person(server).set_up()
        id = anne.add(minutes=30)
        mail = rows(server, "select id from outbox")[0][0]
        join, manage = links(anne.get(f"/desk/mail/{mail}"))
        client = Person(server)
        page = client.get(f"{manage}/cancel")
        assert client.send(f"{manage}/cancel", {"formToken": page.form_token()}).status == 303
        before = tables(server)
        # Again, and by the practitioner who has not seen it yet.
        assert client.send(f"{manage}/cancel", {"formToken": page.form_token()}).status == 303
        token = anne.get("/desk/appointments").form_token()
        for verb in VERBS:
            assert anne.send(f"/desk/appointments/{id}/{verb}", {"formToken": token}).status == 303, verb
        assert client.get(join).status == 200 and client.get(manage).status == 200
        assert tables(server) == before
        kinds = [row[0] for row in rows(server, "select kind from outbox order by created_at")]
        assert sorted(kinds) == ["cancelled", "cancelled_by_client", "confirmed"]
