# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Every route of the site as nobody, as another practitioner, and as a client with a wrong link: nothing of Anne's is seen or
changed.

The routes are read from the map of addresses. A new one without a line in `WALK` fails the first test.
"""

import itertools
import re

import pytest

from conftest import served
from person import PASSWORD, Person, links, rows as select
from programs import Program, at, make_feed, make_hook, make_key, make_type, rows
from server import ROOT
from test_operator import run

# What nobody but Anne and her client may read.
SECRETS = ["Zoë Lefèvre", "zoe@example.org", "A private matter", "secret-feed-address", "secret-hook-address"]

# Who may come: anybody; whoever has a link; a practitioner, to their own; the owner; a program with a key.
WALK = {
    "anybody": [
        "/", "/login", "/logout", "/password", "/test", "/help", "/privacy", "/legal", "/language", "/healthz", "/readyz",
        "/metrics", "/assets/{path}", "/api/openapi.json", "/api/v1/relay-test", "/embed.js", "/desk/calendar/grid.css"],
    "anybody, where it is open": [
        "/book/{slug}", "/book/{slug}/{type}", "/book/{slug}/{type}/release", "/book/{slug}/{type}/{slot}",
        "/book/{slug}/{type}/{slot}/known", "/call/{slug}"],
    "link": [
        "/setup/{token}", "/password/{token}", "/invitation/{token}", "/appointments/{token}", "/appointments/{token}/cancel",
        "/appointments/{token}/test", "/appointments/{token}/move", "/appointments/{token}/move/{slot}",
        "/appointments/{token}/proposals", "/appointments/{token}/calendar.ics", "/appointments/{token}/readiness",
        "/appointments/{token}/booked", "/appointments/{token}/address",
        "/calendar/{token}/appointments.ics", "/call/{slug}/{token}"],
    "ticket": ["/ws", "/api/v1/tickets"],
    "practitioner": [
        "/desk/welcome", "/desk", "/desk/appointments", "/desk/appointments/{id}", "/desk/appointments/{id}/confirm",
        "/desk/appointments/{id}/decline", "/desk/appointments/{id}/cancel", "/desk/appointments/{id}/held",
        "/desk/appointments/{id}/missed", "/desk/appointments/{id}/move", "/desk/appointments/{id}/proposals",
        "/desk/appointments/{id}/late", "/desk/appointments/{id}/test-link", "/desk/appointments/{id}/link.svg",
        "/desk/mail", "/desk/mail/{id}", "/desk/mail/{id}/parts/{part}", "/desk/mail/{id}/message.eml",
        "/desk/mail/{id}/again", "/desk/settings", "/desk/settings/room-link", "/desk/try", "/desk/hours", "/desk/room",
        "/desk/room/link.svg", "/desk/calendar", "/desk/calendar/hours"],
    "owner": ["/admin", "/admin/invitations", "/admin/practice"],
    "program": [
        "/api/v1/appointments", "/api/v1/appointments/{id}", "/api/v1/appointments/{id}/move",
        "/api/v1/appointments/{id}/cancel", "/api/v1/types", "/api/v1/slots"],
}
# Below these every route is of that kind.
BELOW = {"/desk/booking": "practitioner", "/admin/": "owner"}
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


def routes() -> list[str]:
    """Every pattern of the map of addresses, `{name}` for what varies."""
    found = []
    for name, prefix in (("SiteURL*.swift", ""), ("OfferURL*.swift", "/desk/booking")):
        for file in (ROOT / "Sources/Web").rglob(name):
            for path in re.findall(r'^\s*case \.\w+(?:\([^)]*\))?:\s*"(.*)"$', file.read_text(), flags=re.M):
                # `\(url.path)` is the other map's own path.
                found.append(prefix + re.sub(r"\\\((\w+)\)", r"{\1}", path.replace("\\(url.path)", "")))
    return sorted(set(found))


def kind(route: str) -> str | None:
    for name, known in WALK.items():
        if route in known:
            return name
    return next((name for prefix, name in BELOW.items() if route.startswith(prefix)), None)


def of(*kinds: str) -> list[str]:
    return [route for route in routes() if kind(route) in kinds]


def test_every_route_has_its_line():
    found = routes()
    assert len(found) > 60 and "/desk/appointments/{id}/confirm" in found
    assert [route for route in found if kind(route) is None] == []


class House:
    """Anne with everything that a practitioner can have; Max, another practitioner; Eve, who is nobody; Zoë and Tom, clients."""

    def __init__(self, server):
        self.server = server
        self.anne = Person(server).set_up()
        assert run(server, "user", "add", "max@example.org", "--name", "Max Berg", "--practitioner",
                   typed=PASSWORD + "\n")[0] == 0
        self.max, self.eve = Person(server), Person(server)
        assert self.max.sign_in("max@example.org").status == 303
        self.type = make_type(server)
        make_feed(server, "https://secret-feed-address.invalid/")
        make_hook(server, "https://secret-hook-address.invalid/")
        self.key = make_key(server)
        self.confirmed = self.anne.add(minutes=30, note="A private matter")
        self.requested = self.anne.add(minutes=90, confirm="no", note="A private matter")
        self.others = self.max.add(name="Tom", email="tom@example.org", minutes=30)
        self.join, self.manage = self.links(self.confirmed)
        self.others_join, self.others_manage = self.links(self.others)
        self.account = select(server, "select id from accounts where email = 'anne@example.org'")[0][0]

    def links(self, appointment: str) -> tuple[str, str]:
        sql = "select id, practitioner_id from outbox where appointment_id = ? and kind = 'confirmed'"
        mail, account = select(self.server, sql, appointment)[0]
        own = select(self.server, "select email from accounts where id = ?", account)[0][0]
        return links((self.anne if own == "anne@example.org" else self.max).get(f"/desk/mail/{mail}"))

    def ids(self) -> list[str]:
        """Everything of Anne's that has an id."""
        tables = [("appointments", "practitioner_id"), ("outbox", "practitioner_id"), ("appointment_types", "practitioner_id"),
                  ("busy_feeds", "practitioner_id"), ("webhooks", "practitioner_id"), ("api_keys", "practitioner_id"),
                  ("hour_exceptions", "practitioner_id"), ("accounts", "id")]
        return [id for table, column in tables for (id,) in select(
            self.server, f"select id from {table} where {column} = ?", self.account)]

    def annes(self) -> dict[str, list]:
        """Every row of Anne's, and of her clients."""
        known = set(self.ids()) | {id for (id,) in select(
            self.server, "select client_id from appointments where practitioner_id = ?", self.account)}
        with rows(self.server) as table:
            names = [row[0] for row in table.execute("select name from sqlite_master where type = 'table'")]
            # A delivery is tried in the background: what it says stays, its state and attempts change.
            columns = {"webhook_deliveries": "id, webhook_id, event, appointment_id, body"}
            return {name: sorted((row for row in map(tuple, table.execute(f"select {columns.get(name, '*')} from {name}"))
                                  if known & {value for value in row if isinstance(value, str)}), key=repr)
                    for name in names if name not in ("login_sessions", "busy_feeds")}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    for server in served(tmp_path_factory.mktemp("walk"), api_requests_per_minute="100000", tickets_per_link="10000"):
        yield House(server)


def filled(route: str, **values: list[str]) -> list[str]:
    """The route with every combination of these in place of its names."""
    names = re.findall(r"\{(\w+)\}", route)
    standard = {"part": ["html"], "slot": ["20300107T090000Z"], "path": ["x/css/none.css"],
                "kind": ["confirmed"], "language": ["fr"]}
    found = []
    for combination in itertools.product(*(values.get(name) or standard.get(name) or values["id"] for name in names)):
        path = route
        for name, value in zip(names, combination):
            path = path.replace(f"{{{name}}}", value, 1)
        found.append(path)
    return found


def shows_nothing(answer, what):
    text = answer.body.decode(errors="replace") + str(answer.fields)
    assert not [secret for secret in SECRETS if secret in text], what
    assert answer.status < 500, what


def slug(house) -> list[str]:
    return [row[0] for row in select(house.server, "select slug from rooms union select slug from booking_rules")]


@pytest.mark.parametrize("route", of("practitioner", "owner"))
def test_nobody_is_led_to_the_sign_in_and_changes_nothing(house, route):
    before = house.annes()
    token = house.eve.get("/login").form_token()
    for path in filled(route, id=house.ids()):
        for method in METHODS:
            answer = house.eve.request(method, path, None if method in ("GET", "HEAD") else f"formToken={token}".encode())
            shows_nothing(answer, (method, path))
            assert answer.status in (303, 400, 403, 404), (method, path, answer.status)
            assert answer.status != 303 or answer.location.startswith("/login"), (method, path)
    assert house.annes() == before


@pytest.mark.parametrize("route", of("practitioner"))
def test_another_practitioner_sees_and_changes_nothing_of_annes(house, route):
    before = house.annes()
    token = house.max.get("/desk/appointments").form_token()
    for path in filled(route, id=house.ids()):
        for method in METHODS:
            answer = house.max.request(method, path, None if method in ("GET", "HEAD") else f"formToken={token}".encode())
            shows_nothing(answer, (method, path))
            if "{id}" in route:
                # A form with faults may lead back to its page, which is not there.
                led = house.max.get(answer.location).status if answer.status == 303 else answer.status
                assert led in (400, 403, 404), (method, path, answer.status)
    assert house.annes() == before


@pytest.mark.parametrize("route", of("owner"))
def test_who_is_not_the_owner_may_not(house, route):
    before = house.annes()
    token = house.max.get("/desk/appointments").form_token()
    for path in filled(route, id=house.ids()):
        for method in METHODS:
            answer = house.max.request(method, path, None if method in ("GET", "HEAD") else f"formToken={token}".encode())
            shows_nothing(answer, (method, path))
            assert answer.status in (403, 404), (method, path, answer.status)
    assert house.annes() == before


@pytest.mark.parametrize("route", of("link"))
def test_a_wrong_link_opens_nothing(house, route):
    """Another client's, one for another purpose, one character changed, an id, the practitioner's own name."""
    before = house.annes()
    join, manage = house.join.rsplit("/", 1)[1], house.manage.rsplit("/", 1)[1]
    changed = [word[:-1] + ("A" if word[-1] != "A" else "Q") for word in (join, manage)]
    others = [house.others_join.rsplit("/", 1)[1], house.others_manage.rsplit("/", 1)[1]]
    wrong = [*changed, "A" * 22, "A" * 32, house.confirmed, "x", others[1] if "{slug}" in route else others[0],
             manage if "{slug}" in route else join]
    annes_room = house.join.split("/")[2]
    for path in filled(route, token=wrong, slug=[annes_room], id=[house.confirmed]):
        for method in METHODS:
            answer = house.eve.request(method, path, None if method in ("GET", "HEAD") else b"formToken=x")
            shows_nothing(answer, (method, path))
            assert answer.status in (303, 400, 403, 404, 410), (method, path, answer.status)
            assert answer.status != 303 or "Zo" not in answer.location
    assert house.annes() == before


@pytest.mark.parametrize("route", of("link"))
def test_a_clients_own_link_shows_only_their_own(house, route):
    before = house.annes()
    for path in filled(route, token=[house.others_manage.rsplit("/", 1)[1], house.others_join.rsplit("/", 1)[1]],
                       slug=slug(house), id=[house.confirmed]):
        for method in ("GET", "HEAD"):
            shows_nothing(house.eve.request(method, path), (method, path))
    assert house.annes() == before


@pytest.mark.parametrize("route", of("program"))
def test_a_program_reaches_its_own_practitioner_only(house, route):
    before = house.annes()
    strange = {"none": Program(house.server, None), "max": Program(house.server, make_key(house.server, "max@example.org"))}
    documents = [None, {}, {"startsAt": at(3, 9)}, {"startsAt": at(3, 9), "typeId": house.type,
                                                   "client": {"name": "Tom", "email": "tom@example.org"}}]
    for path in filled(route, id=house.ids()):
        for (who, program), method, document in itertools.product(strange.items(), METHODS, documents):
            answer = program.ask(method, path, document, Cookie=cookies(house.anne), Origin=house.server.base)
            shows_nothing(answer, (who, method, path))
            if who == "none":
                assert answer.status in (401, 405), (method, path, answer.status)
            elif "{id}" in route:
                assert answer.status in (404, 405, 415, 422), (method, path, answer.status)
    shows_nothing(strange["max"].get(f"/api/v1/slots?typeId={house.type}"), "slots")
    assert house.annes() == before


def cookies(person: Person) -> str:
    return "; ".join(f"{name}={value}" for name, value in person.cookies.items())


@pytest.mark.parametrize("route", of("anybody", "anybody, where it is open", "ticket"))
def test_open_pages_name_no_client(house, route):
    before = house.annes()
    for path in filled(route, slug=slug(house), type=[house.type, "x"], id=[house.confirmed]):
        for method in ("GET", "HEAD", "PUT", "DELETE"):
            if route != "/ws":
                shows_nothing(house.eve.request(method, path), (method, path))
    assert house.annes() == before
