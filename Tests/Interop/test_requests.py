# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Requests and handshakes that are not as they should be, byte by byte."""

import re
import urllib.parse

import pytest

from conftest import served
from person import PASSWORD, Person, links, rows, tables
from signalling import exchange

HEADERS = ["content-security-policy", "permissions-policy", "referrer-policy", "x-content-type-options",
           "cross-origin-opener-policy"]


@pytest.fixture(scope="module")
def anne(shared):
    return Person(shared).set_up()


def statuses(answer: bytes) -> list[int]:
    return [int(code) for code in re.findall(rb"HTTP/1\.[01] (\d{3})", answer)]


def fields(answer: bytes) -> dict[str, str]:
    head = answer.split(b"\r\n\r\n", 1)[0].decode("latin-1")
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:])}


def complete(answer_fields) -> bool:
    """Whether the security headers are there."""
    names = {name.lower() for name in answer_fields}
    return all(name in names for name in HEADERS) and "frame-ancestors 'none'" in answer_fields["content-security-policy"]


# MARK: 15 and 16, the opening handshake


def handshake(server, ticket, origin="ours", method="GET", version="1.1", path="/ws", **changes: str | None) -> bytes:
    lines = {
        "Host": f"localhost:{server.port}", "Upgrade": "websocket", "Connection": "Upgrade",
        "Origin": server.base if origin == "ours" else origin, "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13", "Sec-WebSocket-Protocol": f"visavis.v1, ticket.{ticket}",
        **{name.replace("_", "-"): value for name, value in changes.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
    return f"{method} {path} HTTP/{version}\r\n{head}\r\n".encode()


def refused_handshake(server, request: bytes, *allowed: int):
    answer = exchange(server, request)
    assert len(statuses(answer)) == 1 and statuses(answer)[0] in allowed, answer
    assert complete(fields(answer)), answer
    assert "set-cookie" not in fields(answer)


@pytest.mark.parametrize("origin", [
    None, "null", "https://evil.example", "https://localhost.evil.example", "http://localhost:1", "http://localhost",
    "https://localhost:{port}", "http://localhost:{port}.evil.example", "http://localhost:{port}, http://evil.example",
    "HTTP://EVIL.EXAMPLE", "file://", ""])
def test_15_a_handshake_from_another_origin_is_refused_before_the_upgrade(shared, anne, origin):
    ticket = anne.get("/desk/room").ticket()
    origin = origin.format(port=shared.port) if origin else origin
    refused_handshake(shared, handshake(shared, ticket, origin=origin), 403)
    refused_handshake(shared, handshake(shared, ticket, origin=origin, Sec_Fetch_Site="same-origin"), 403)


@pytest.mark.parametrize("status, changes", [
    ((400, 426), {"Sec_WebSocket_Version": "12"}),
    ((400, 426), {"Sec_WebSocket_Version": None}),
    ((400,), {"Sec_WebSocket_Key": None}),
    ((400,), {"Sec_WebSocket_Key": "c2hvcnQ="}),
    ((400,), {"Sec_WebSocket_Key": "not base64 at all!!"}),
    ((400,), {"version": "1.0"}),
    ((400, 405), {"method": "POST"}),
    ((404,), {"path": "/ws2"}),
    ((404,), {"path": "/desk/room"}),
    ((400,), {"Sec_WebSocket_Protocol": None}),
    ((400,), {"Sec_WebSocket_Protocol": "visavis.v1"}),
    ((400,), {"Sec_WebSocket_Protocol": "visavis.v2, ticket.x"}),
    ((401,), {"Sec_WebSocket_Protocol": "visavis.v1, ticket.x"}),
    ((401,), {"Sec_WebSocket_Protocol": "visavis.v1, ticket.eyJ2IjoxfQ.c2lnbmF0dXJl"}),
    ((401,), {"Sec_WebSocket_Protocol": "visavis.v1, ticket." + "A" * 3000}),
    ((403,), {"Sec_Fetch_Site": "cross-site"}),
])
def test_16_a_handshake_that_is_wrong_is_refused_and_the_connection_closed(shared, anne, status, changes):
    refused_handshake(shared, handshake(shared, anne.get("/desk/room").ticket(), **changes), *status)


def test_15_a_ticket_changed_by_one_character_opens_nothing(shared, anne):
    ticket = anne.get("/desk/room").ticket()
    body, signature = ticket.split(".")
    for at in (0, len(body) // 2, len(body) + 3):
        changed = ticket[:at] + ("A" if ticket[at] != "A" else "B") + ticket[at + 1:]
        refused_handshake(shared, handshake(shared, changed), 401)


# MARK: 27, framing


FRAMING = {
    "length and coding": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "two equal lengths": b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
    "a list of lengths": b"Content-Length: 5, 5\r\n\r\nhello",
    "a plus": b"Content-Length: +5\r\n\r\nhello",
    "a minus": b"Content-Length: -5\r\n\r\nhello",
    "hexadecimal": b"Content-Length: 0x5\r\n\r\nhello",
    "an empty length": b"Content-Length:\r\n\r\nhello",
    "a huge length": b"Content-Length: 99999999999999999999\r\n\r\nhello",
    "another coding": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "two codings": b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "twice chunked": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a space before the colon": b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a folded line": b"X-A: b\r\n c\r\nContent-Length: 0\r\n\r\n",
    "a folded coding": b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "bare line feeds": b"Content-Length: 0\n\n",
    "a bare carriage return": b"X-A: b\rX-B: c\r\nContent-Length: 0\r\n\r\n",
    "a zero character": b"X-A: b\0c\r\nContent-Length: 0\r\n\r\n",
    "a chunk size with 0x": b"Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n",
    "a chunk size that overflows": b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n",
    "a chunk longer than its size": b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello!!\r\n0\r\n\r\n",
    "a name with a space": b"X A: b\r\nContent-Length: 0\r\n\r\n",
    "two hosts": b"Host: evil.example\r\nContent-Length: 0\r\n\r\n",
}


@pytest.mark.parametrize("what", FRAMING)
def test_27_an_unclear_end_of_a_request_is_one_400_and_a_close(shared, what):
    begin = f"POST /login HTTP/1.1\r\nHost: localhost:{shared.port}\r\nOrigin: {shared.base}\r\n" \
        "Content-Type: application/x-www-form-urlencoded\r\n"
    # What follows must never be read as a request of its own.
    smuggled = f"GET /healthz HTTP/1.1\r\nHost: localhost:{shared.port}\r\n\r\n"
    answer = exchange(shared, begin.encode() + FRAMING[what] + smuggled.encode())
    assert statuses(answer) == [400], answer
    assert complete(fields(answer)) and fields(answer)["connection"] == "close"


@pytest.mark.parametrize("head", [
    b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", b"GET / HTTP/1.1\r\nHost: me@localhost\r\n\r\n",
    b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET /#x HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET / HTTP/3.7\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1 extra\r\nHost: localhost\r\n\r\n", b"nonsense\r\n\r\n"])
def test_27_a_request_line_that_is_none_is_one_400_and_a_close(shared, head):
    assert statuses(exchange(shared, head)) == [400]


@pytest.mark.parametrize("hello", [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"\0\0garbage\r\n\r\n"])
def test_27_what_is_neither_http_nor_the_relays_is_closed(shared, hello):
    assert exchange(shared, hello) == b""


def test_27_garbage_after_a_request_is_one_more_400_and_a_close(shared):
    good = f"GET /healthz HTTP/1.1\r\nHost: localhost:{shared.port}\r\n\r\n".encode()
    assert statuses(exchange(shared, good + b"\0\0garbage\r\n\r\n" + good)) == [200, 400]


def test_27_a_head_without_end_is_refused(shared):
    lines = b"".join(b"X-%d: %s\r\n" % (number, b"a" * 900) for number in range(60))
    begin = f"GET / HTTP/1.1\r\nHost: localhost:{shared.port}\r\n".encode()
    assert statuses(exchange(shared, begin + lines)) in ([400], [431])


# MARK: 28, hosts and proxies


def test_28_another_host_is_refused_and_changes_nothing(shared, anne):
    before = tables(shared)
    for host in ["evil.example", f"localhost.evil.example:{shared.port}", "localhost", "127.0.0.1"]:
        assert anne.get("/", Host=host).status == 421
        token = anne.get("/desk/appointments").form_token()
        assert anne.send("/desk/try", {"formToken": token}, Host=host).status == 421
    absolute = f"GET http://evil.example/ HTTP/1.1\r\nHost: localhost:{shared.port}\r\nConnection: close\r\n\r\n"
    assert statuses(exchange(shared, absolute.encode())) == [421]
    assert tables(shared) == before


def test_28_forwarded_names_do_not_get_into_links(shared, anne):
    token = anne.get("/desk/appointments").form_token()
    answer = anne.send("/desk/try", {"formToken": token}, X_Forwarded_Host="evil.example", X_Forwarded_Proto="https",
                       Forwarded="host=evil.example;proto=https", X_Original_URL="/admin")
    assert answer.status == 303 and "evil" not in answer.location
    page = anne.get(answer.location, X_Forwarded_Host="evil.example").text
    assert "evil.example" not in page and shared.base + "/call/" in page


def attempts(server, count: int) -> list[int]:
    """Statuses of wrong sign-ins, each for another account and with another forwarded address."""
    stranger = Person(server)
    token = stranger.get("/login").form_token()
    return [stranger.send("/login", {"email": f"nobody{number}@example.org", "password": PASSWORD, "formToken": token},
                          X_Forwarded_For=f"203.0.113.{number}").status for number in range(count)]


def test_28_only_a_trusted_proxy_says_where_a_request_comes_from(shared, anne, tmp_path):
    assert 429 in attempts(shared, 8)
    for server in served(tmp_path, trusted_proxies="127.0.0.0/8"):
        Person(server).set_up()
        assert attempts(server, 8) == [422] * 8


# MARK: 33, headers


def test_33_every_answer_carries_the_security_headers(shared, anne):
    stranger = Person(shared)
    style = re.search(r'href="(/assets/[^"]+\.css)"', stranger.get("/").text)[1]
    answers = {path: stranger.get(path) for path in [
        "/", "/login", "/help", "/privacy", "/legal", "/test", "/healthz", "/readyz", "/metrics", "/robots.txt",
        "/favicon.ico", style, "/assets/old/css/base.css", "/assets/x/../../etc/passwd", "/nowhere", "/desk", "/admin",
        "/setup/x", "/call/x", "/call/x/y", "/appointments/x", "/ws", "/%00", "/%ff", "/api/v1/nowhere"]}
    answers |= {f"anne {path}": anne.get(path) for path in [
        "/desk", "/desk/room", "/desk/settings", "/desk/mail", "/desk/appointments", "/admin"]}
    answers["405"] = stranger.request("DELETE", "/login")
    answers["415"] = stranger.request("POST", "/login", b"x", Content_Type="text/plain")
    answers["413"] = stranger.request("POST", "/login", b"email=" + b"x" * 100_000)
    answers["403"] = stranger.request("POST", "/login", b"email=x", Origin="https://evil.example")
    answers["421"] = stranger.get("/", Host="evil.example")
    answers["304"] = stranger.get(style, If_Modified_Since="Fri, 31 Dec 2100 00:00:00 GMT", If_None_Match="*")
    answers["head"] = stranger.request("HEAD", "/")
    answers["api"] = stranger.request("POST", "/api/v1/tickets", b"{}", Content_Type="application/json")
    for what, answer in answers.items():
        policy = answer.fields["Content-Security-Policy"] or ""
        assert all(answer.fields[name] for name in HEADERS), (what, answer.status)
        assert "frame-ancestors 'none'" in policy and "'unsafe" not in policy, what
        assert answer.fields["Referrer-Policy"] == "no-referrer", what
        assert answer.fields["Server"] is None, what
    assert [answers[name].status for name in ["413", "403", "421", "head"]] == [413, 403, 421, 200]
    assert answers["405"].status in (404, 405)
    for path in ["/desk", "/desk/room", "/desk/mail", "/admin"]:
        assert answers[f"anne {path}"].fields["Cache-Control"] == "no-store"
    assert "camera=()" in answers["/"].fields["Permissions-Policy"]
    assert "camera=(self)" in answers["anne /desk/room"].fields["Permissions-Policy"]


def test_33_behind_https_cookies_are_tied_to_the_host(tmp_path):
    for server in served(tmp_path, public_url="https://rooms.example.org"):
        link = next(line for line in server.lines if "/setup/" in line).split()[-1]
        assert link.startswith("https://rooms.example.org/setup/")
        path = urllib.parse.urlsplit(link).path
        person = Person(server)
        ours = {"Host": "rooms.example.org"}
        page = person.get(path, **ours)
        assert page.fields["Strict-Transport-Security"].startswith("max-age=")
        assert "wss://rooms.example.org" in page.fields["Content-Security-Policy"]
        answer = person.send(path, {
            "practiceName": "P", "name": "Anne", "email": "anne@example.org", "password": PASSWORD,
            "timeZone": "UTC", "language": "en", "isPractitioner": "on", "roomName": "",
            "formToken": page.form_token()}, Origin="https://rooms.example.org", **ours)
        cookie = answer.fields["Set-Cookie"]
        assert cookie.startswith("__Host-visavis=")
        assert all(part in cookie for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"]) and "Domain" not in cookie


# MARK: 37, links


def test_37_a_changed_token_is_the_same_404_everywhere(shared, anne):
    anne.add(minutes=200)
    mail = rows(shared, "select id from outbox order by created_at desc")[0][0]
    join, manage = links(anne.get(f"/desk/mail/{mail}"))
    stranger = Person(shared)
    assert stranger.get(join).status == 200 and stranger.get(manage).status == 200
    changed = [path[:-1] + ("A" if path[-1] != "A" else "B") for path in (join, manage)]
    calls = [join[:-1], manage + "x", "/call/nobody", "/call/nobody/" + "A" * 22, join.rsplit("/", 1)[0] + "/" + manage[14:]]
    once = ["/password/x", "/invitation/x", "/setup/x", manage.replace("appointments", "password")]
    # A call's link and a one-time link have their own words; within each, nothing tells one dead link from another.
    for paths in (changed + calls, once):
        pages = set()
        for path in paths:
            answer = stranger.get(path)
            assert answer.status == 404, path
            pages.add(answer.text.replace(answer.id, "ID").replace(path, "PATH"))
        assert len(pages) == 1


def test_37_whoever_only_opens_links_changes_nothing(shared, anne):
    anne.add(minutes=400)
    mail = rows(shared, "select id from outbox order by created_at desc")[0][0]
    join, manage = links(anne.get(f"/desk/mail/{mail}"))
    before = tables(shared)
    scanner = Person(shared)
    for path in [join, manage, manage + "/cancel", "/desk", "/login"]:
        for method in ["GET", "HEAD", "GET"]:
            assert scanner.request(method, path + "?confirm=yes&_method=POST").status in (200, 303), (method, path)
    assert tables(shared) == before
    assert scanner.get(manage).status == 200


def test_37_a_flood_of_page_loads_of_one_link_is_slowed(tmp_path):
    for server in served(tmp_path, tickets_per_link="5"):
        anne = Person(server).set_up()
        link = re.search(server.base + r"(/call/[\w-]+)", anne.get("/desk").text)[1]
        loads = [Person(server).get(link) for _ in range(7)]
        assert [answer.status for answer in loads] == [200] * 5 + [429] * 2
        assert int(loads[-1].fields["Retry-After"]) > 0
