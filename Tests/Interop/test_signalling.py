# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The signalling sockets of the real server, with tickets read from its pages, driven by PyPI websockets."""

import contextlib
import json
import re
import select
import socket
import time

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Frame, Opcode

from conftest import served
from person import PASSWORD, Person, links, rows
from signalling import RoomPage
from test_operator import run

NAME = "Zoë Lefèvre-Østergård"


class Practice:
    """Anne's room with the host's page in it, and a client's personal link."""

    def __init__(self, server):
        self.server = server
        self.pages: list[RoomPage] = []
        self.anne = Person(server)
        if "visavis" not in self.anne.cookies and not self.anne.sign_in().status == 303:
            self.anne.set_up()
        self.room_link = re.search(server.base + r"(/call/[\w-]+)", self.anne.get("/desk").text)[1]

    def enter(self, ticket: str, **options) -> RoomPage:
        page = RoomPage(self.server, ticket, **options)
        self.pages.append(page)
        return page

    def host(self, opened=True) -> RoomPage:
        page = self.enter(self.anne.get("/desk/room").ticket())
        if opened:
            assert page.command("open")["type"] == "ack"
        return page

    def link(self, minutes=5) -> str:
        """A fresh personal link."""
        id = self.anne.add(minutes=minutes)
        mail = rows(self.server, "select id from outbox where appointment_id = ?", id)[0][0]
        return links(self.anne.get(f"/desk/mail/{mail}"))[0]

    def client(self, link: str, **options) -> RoomPage:
        page = self.enter(Person(self.server).get(link).ticket(), **options)
        page.expect("room")
        return page

    def call(self, link: str) -> tuple[RoomPage, RoomPage, dict, dict]:
        """(host, guest, the host's grant, the guest's)."""
        host, guest = self.host(), self.client(link)
        guest.command("knock", knock="k1", name=NAME, left=None)
        host.expect("room")
        answer = host.command("admit", knock="k1")
        assert answer["type"] == "ack", answer
        grants = host.expect("grant"), guest.expect("grant")
        return host, guest, *grants

    def leave(self):
        for page in self.pages:
            with contextlib.suppress(ConnectionClosed):
                page.leave()


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    for server in served(tmp_path_factory.mktemp("house"), host_grace_seconds="1", seat_seconds="5",
                         tickets_per_link="10000"):
        Person(server).set_up()
        yield server


@pytest.fixture
def practice(house):
    practice = Practice(house)
    yield practice
    # The room is empty for the next test: its call is ended, its pages are gone.
    host = practice.host()
    host.command("hang_up")
    host.command("lock", locked=False)
    host.command("close")
    practice.leave()


@pytest.fixture(scope="module")
def link(house):
    return Practice(house).link()


# MARK: who may say what


CLIENTS = [("ready", {"name": NAME, "devices": {"camera": True, "microphone": True, "speaker": True}}),
           ("knock", {"knock": "k", "name": NAME, "left": None}), ("withdraw", {})]
HOSTS = [("open", {}), ("close", {}), ("admit", {"knock": "k1"}), ("refuse", {"knock": "k1", "silence": False}),
         ("wait", {"knock": "k1", "text": "One minute"}), ("nudge", {"visitor": "v"}), ("lock", {"locked": True}),
         ("mute", {"kind": "camera"}), ("ask", {"kind": "camera"}), ("exclude", {"lock": False})]


def test_21_a_client_may_give_no_command_of_the_host(practice, link):
    host, guest, *_ = practice.call(link)
    for type, fields in HOSTS:
        answer = guest.command(type, **fields)
        assert (answer["type"], answer.get("reason")) == ("refused", "not_allowed"), type
    # Nothing came of it: neither locked nor muted nor ended.
    assert guest.command("media", microphone=True, camera=True, hasCamera=True)["type"] == "ack"
    host.say(type="nudge", id=500, visitor="nobody")
    host.expect("refused", id=500)
    state = [message for message in host.heard if message["type"] == "room"][-1]
    assert state["locked"] is False and state["call"]["guest"] == NAME
    assert state["call"]["media"]["cameraBlocked"] is False


def test_21_a_knocking_client_may_not_let_itself_in(practice, link):
    practice.host()
    guest = practice.client(link)
    guest.command("knock", knock="k1", name=NAME, left=None)
    for type, fields in HOSTS + [("media", {"microphone": True, "camera": True, "hasCamera": True}), ("connected", {}),
                                 ("hang_up", {})]:
        answer = guest.command(type, **fields)
        assert answer["type"] == "refused" and answer["reason"] in ("not_allowed", "not_now"), type
    assert all(message["type"] != "grant" for message in guest.heard)


def test_21_the_host_may_give_no_command_of_a_client(practice):
    host = practice.host()
    for type, fields in CLIENTS:
        answer = host.command(type, **fields)
        assert (answer["type"], answer.get("reason")) == ("refused", "not_allowed"), type


def test_29_a_host_commands_no_other_room(practice, house, link):
    done = run(house, "user", "add", "max@example.org", "--name", "Max", "--practitioner", typed=PASSWORD + "\n")
    assert done[0] == 0
    max = Person(house)
    assert max.sign_in("max@example.org").status == 303
    mine, his = practice.host(), practice.enter(max.get("/desk/room").ticket())
    his.command("open")
    guest = practice.client(link)
    guest.command("knock", knock="k1", name=NAME, left=None)
    visitor = mine.room(lambda room: room["knocks"])["knocks"][0]["visitor"]
    for type, fields in [("admit", {"knock": "k1"}), ("refuse", {"knock": "k1", "silence": False}),
                         ("wait", {"knock": "k1", "text": "x"}), ("nudge", {"visitor": visitor})]:
        assert his.command(type, **fields)["reason"] in ("no_such_knock", "no_such_visitor"), type
    assert NAME not in "".join(his.texts)


# MARK: what is no message


MALFORMED = [
    "", "x", "[]", "1", '"x"', "null", "{", "{}", '{"type":1}', '{"type":null}', '{"type":"fly","id":1}', '{"type":"welcome"}',
    '{"type":"open"}', '{"type":"open","id":0}', '{"type":"open","id":-1}', '{"type":"open","id":1.5}',
    '{"type":"open","id":"1"}', '{"type":"open","id":9007199254740992}', '{"type":"open","id":1e3000}',
    '{"type":"open","id":1,"room":"x"}', '{"type":"open","id":1,"from":"host"}', '{"type":"open","id":1}{}',
    '{"type":"lock","id":1}', '{"type":"lock","id":1,"locked":"true"}', '{"type":"lock","id":1,"locked":1}',
    '{"type":"admit","id":1,"knock":""}', '{"type":"admit","id":1,"knock":"a b"}',
    '{"type":"admit","id":1,"knock":"' + "a" * 65 + '"}', '{"type":"admit","id":1,"knock":["k1"]}',
    '{"type":"wait","id":1,"knock":"k1","text":"a\\nb"}', '{"type":"wait","id":1,"knock":"k1","text":"' + "x" * 201 + '"}',
    '{"type":"mute","id":1,"kind":"speaker"}', '{"type":"open","type":"close","id":1}', "[" * 30_000,
    '{"a":' * 10_000, '{"type":"hello","version":1,"resume":null}', '{"type":"open","id":1,"\\u0000":1}',
    '{"type":"signal"}', '{"type":"signal","call":"x"}', '{"type":"signal","call":"x","description":{}}',
    '{"type":"signal","call":"x","description":{"type":"offer","sdp":"hello"}}',
    '{"type":"signal","call":"x","description":{"type":"offer","sdp":"v=0\\r\\n' + "a=x\\r\\n" * 8_000 + '"}}',
    '{"type":"signal","call":"x","candidates":[{"candidate":"a\\nb","sdpMid":"0","sdpMLineIndex":0}]}',
    '{"type":"signal","call":"x","candidates":[],"from":"host"}',
]


def test_what_is_no_message_is_refused_and_the_socket_lives(practice):
    host = practice.host()
    for text in MALFORMED:
        host.say(text)
        answer = host.expect("refused")
        assert answer["reason"] == "malformed", text[:80]
    assert host.command("lock", locked=False)["type"] == "ack"


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "Anne\u202e", "a\u0000b", "a\nb", "\u2066x", "\u200b"])
def test_names_that_hide_something_are_refused(practice, link, name):
    practice.host()
    guest = practice.client(link)
    answer = guest.command("knock", knock="k1", name=name, left=None)
    assert (answer["type"], answer.get("reason")) == ("refused", "name")


@pytest.mark.parametrize("first", ["x", '{"type":"pong"}', '{"type":"open","id":1}', '{"type":"hello","version":9,"resume":null}'])
def test_whatever_comes_before_hello_closes_the_socket(practice, first):
    page = practice.enter(practice.anne.get("/desk/room").ticket(), hello=False)
    page.say(first)
    assert page.closed() == 1008


@pytest.mark.parametrize("code, frame", [
    (1009, Frame(Opcode.TEXT, b"x" * 2**20)), (1009, Frame(Opcode.TEXT, b"x" * 65_537)),
    (1003, Frame(Opcode.BINARY, b"x")), (1007, Frame(Opcode.TEXT, b"\xed\xa0\x80")),
    (1002, Frame(Opcode.CONT, b"x"))])
def test_18_frames_that_are_wrong_close_with_their_code(practice, code, frame):
    host = practice.host()
    with contextlib.suppress(ConnectionError):
        host.socket.socket.sendall(frame.serialize(mask=True))
    assert host.closed() == code


def test_18_an_announced_gibibyte_closes_at_once(practice):
    host = practice.host()
    host.socket.socket.sendall(b"\x81\xff" + (2**30).to_bytes(8) + b"\0\0\0\0")
    assert host.closed() == 1009


def test_19_a_burst_closes_with_1008_and_harms_nobody_else(practice, link):
    host, guest, grant, _ = practice.call(link)
    flood = practice.client(practice.room_link)
    with contextlib.suppress(ConnectionClosed):
        for number in range(10_000):
            flood.say('{"type":"withdraw","id":1}')
    assert flood.closed() == 1008
    signal = '{"type":"signal","call":"%s","candidates":[]}' % grant["call"]
    delays = []
    for _ in range(50):
        began = time.monotonic()
        host.say(signal)
        guest.expect("signal")
        delays.append(time.monotonic() - began)
    assert sorted(delays)[48] < 0.05, delays


def test_19_a_burst_of_signals_closes_with_1008(practice, link):
    host, _, grant, _ = practice.call(link)
    with contextlib.suppress(ConnectionClosed):
        for number in range(2_000):
            host.say('{"type":"signal","call":"%s","candidates":[]}' % grant["call"])
    assert host.closed() == 1008


def test_20_half_a_frame_half_a_request_and_silence_end_by_themselves(practice, link):
    """All at once: no hello, no pong, half a frame, half a head, half a body, nothing at all."""
    server = practice.server
    silent = practice.enter(practice.anne.get("/desk/room").ticket(), hello=False).socket.socket.dup()
    page = practice.client(link)
    page.socket.socket.sendall(b"\x81\xfe\x01")
    half = page.socket.socket.dup()
    raw = []
    for begin in [b"", b"GET / HTTP/1.1\r\nHost: local", b"POST /login HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: 9\r\n\r\na" % server.port]:
        connection = socket.create_connection(("127.0.0.1", server.port))
        connection.sendall(begin)
        raw.append(connection)
    began, open_ones = time.monotonic(), {silent, half, *raw}
    # The library reads its own sockets: those two end when it has read their close.
    for connection in raw:
        while open_ones & {connection}:
            assert select.select([connection], [], [], 20 - (time.monotonic() - began))[0], "still open after 20 s"
            with contextlib.suppress(ConnectionError):
                if connection.recv(65536):
                    continue
            open_ones.discard(connection)
    for page, code in [(practice.pages[-2], 1008), (practice.pages[-1], 1001)]:
        assert page.closed(timeout=20) in (code, 1006)
    assert time.monotonic() - began < 20
    for connection in [silent, half, *raw]:
        connection.close()


# MARK: before admission


def test_22_a_knocking_client_receives_nothing_but_its_own_state(practice, link):
    host, _, grant, _ = practice.call(link)
    guest = practice.client(practice.room_link)
    guest.command("ready", name="Max Berg", devices={"camera": True, "microphone": True, "speaker": True})
    guest.command("knock", knock="k2", name="Max Berg", left=None)
    host.expect("room")
    offer = json.dumps({"type": "signal", "call": grant["call"], "description": {"type": "offer", "sdp": "v=0\r\n"}},
                       separators=(",", ":"))
    for text in [offer, '{"type":"signal","call":"%s","candidates":[]}' % grant["call"]]:
        host.say(text)
        guest.say(text)
        assert guest.expect("refused")["reason"] == "not_now"
    host.command("wait", knock="k2", text="Two minutes")
    guest.state("asked_to_wait")
    host.command("refuse", knock="k2", silence=False)
    guest.state("refused")
    assert {message["type"] for message in guest.heard} <= {"welcome", "room", "ack", "refused", "ping"}
    for message in guest.heard:
        if message["type"] == "room":
            assert set(message) <= {"type", "revision", "now", "state", "deadline", "text", "host", "opens"}
            assert message["host"] is None, "the room's link does not say who it is before the admission"
    for secret in [NAME, "Zoë", grant["call"], "sdp", "ice", "resume", "Anne Martin"]:
        assert secret not in "".join(guest.texts), secret


def test_23_two_clients_knock_and_one_seat_is_given(practice, link):
    host = practice.host()
    first, second = practice.client(link), practice.client(practice.room_link)
    first.say(type="knock", id=1, knock="k1", name=NAME, left=None)
    second.say(type="knock", id=1, knock="k2", name="Max", left=None)
    host.room(lambda room: len(room["knocks"]) == 2)
    host.say(type="admit", id=91, knock="k1")
    host.say(type="admit", id=92, knock="k2")
    assert host.expect("ack", "refused", id=91)["type"] == "ack"
    assert host.expect("ack", "refused", id=92)["reason"] == "seat_taken"
    first.expect("grant")
    assert all(message["type"] != "grant" for message in second.heard)


def test_24_the_ticket_and_the_token_of_an_excluded_client_are_dead(practice, link):
    host, guest, _, grant = practice.call(link)
    ticket = guest.socket.request.headers["Sec-WebSocket-Protocol"].split("ticket.")[1]
    assert host.command("exclude", lock=False)["type"] == "ack"
    guest.state("excluded")
    assert guest.closed() == 1000
    again = practice.enter(ticket, resume=grant["resume"])
    assert again.expect("room")["state"] == "excluded"
    with contextlib.suppress(ConnectionClosed):
        assert again.command("knock", knock="k3", name=NAME, left=None)["reason"] == "spent"
    assert all(message["type"] != "grant" for message in again.heard)
    # A reload may knock, and nothing flows before a new yes.
    reload = practice.client(link, resume=grant["resume"])
    assert all(message["type"] != "grant" for message in reload.heard)
    assert reload.command("knock", knock="k4", name=NAME, left=None)["type"] == "ack"
    assert host.command("admit", knock="k4")["type"] == "ack"
    reload.expect("grant")


def test_24_a_locked_room_reads_locked(practice, link):
    host, *_ = practice.call(link)
    assert host.command("lock", locked=True)["type"] == "ack"
    stranger = practice.enter(Person(practice.server).get(practice.room_link).ticket())
    assert stranger.expect("room")["state"] == "locked"
    assert stranger.command("knock", knock="k5", name="Max", left=None)["reason"] == "locked"
    host.command("lock", locked=False)
    stranger.state("open")


# MARK: the flow of the document


def test_admission_gives_two_grants_and_signals_pass_as_the_bytes_that_came(practice, link):
    host, guest, mine, his = practice.call(link)
    assert mine["call"] == his["call"] and (mine["role"], his["role"]) == ("host", "guest")
    assert (mine["polite"], his["polite"]) == (False, True)
    assert mine["resume"] != his["resume"]
    credentials = [[one.get("credential") for one in grant["ice"]["iceServers"]] for grant in (mine, his)]
    assert any(credentials[0]) and credentials[0] != credentials[1]
    call = mine["call"]
    for text in [
        '{"type":"signal","call":"%s","description":{"type":"offer","sdp":"v=0\\r\\no=- 1 1 IN IP4 127.0.0.1\\r\\ns=\\u00e9\\/\\r\\n"}}' % call,
        '{"type":"signal",  "call" : "%s","candidates" :[ {"candidate":"candidate:1 1 udp 1 192.0.2.1 5 typ host","sdpMid":"0","sdpMLineIndex":0} ] }' % call,
        '{"type":"signal","call":"%s","candidates":[]}' % call,
    ]:
        for sender, receiver in [(host, guest), (guest, host)]:
            sender.say(text)
            receiver.expect("signal")
            assert receiver.texts[-1] == text
    host.command("connected")
    guest.command("connected")
    guest.state("in_call")
    assert guest.command("hang_up")["type"] == "ack"
    guest.state("ended")
    assert guest.closed() == 1000
    assert host.room(lambda room: room["ended"])["ended"]["reason"] == "left"


def test_32_signing_out_closes_the_sockets_of_that_login(practice):
    other = Person(practice.server)
    assert other.sign_in().status == 303
    page = practice.enter(other.get("/desk/room").ticket())
    ticket = other.get("/desk/room").ticket()
    other.send("/logout", {"formToken": other.get("/desk/appointments").form_token()})
    assert page.closed() == 1008
    again = practice.enter(ticket, hello=False)
    again.say(type="hello", version=1, resume=None)
    assert again.closed() == 1008


def test_a_flood_of_sockets_is_refused_before_the_upgrade(tmp_path):
    for server in served(tmp_path, max_sockets="10"):
        practice = Practice(server)
        for _ in range(10):
            practice.host(opened=False)
        with pytest.raises(InvalidStatus) as refused:
            practice.host(opened=False)
        assert refused.value.response.status_code == 503
        assert "Content-Security-Policy" in refused.value.response.headers
        practice.leave()
