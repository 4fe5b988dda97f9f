# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The relay inside the site: what calls and the device test are given, what ends it, and how the operator runs it."""

import itertools
import json
import re
import time
from urllib.parse import urlsplit

import pytest

from conftest import served
from person import Person, until
from server import Server, free_port
from signalling import RoomPage
from test_operator import refused, run, with_environment
from test_signalling import Practice
from turn_server import SECRET, Relay
from turn_wire import Client, Credential, peer

HOST = "127.0.0.1"
TEST = "/api/v1/relay-test"
INSIDE = {"turn_host": HOST, "turn_public_ip": HOST}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    for server in served(tmp_path_factory.mktemp("house"), **INSIDE):
        Person(server).set_up()
        yield server


@pytest.fixture
def practice(house):
    practice = Practice(house)
    yield practice
    practice.leave()


def test(server, **headers) -> list[dict]:
    answer = Person(server).request("POST", TEST, b"{}", Content_Type="application/json", **headers)
    assert answer.status == 200, answer.text
    return json.loads(answer.text)["iceServers"]


test.__test__ = False


def port_of(urls: list[str], transport: str) -> int:
    url = next(url for url in urls if url.startswith("turn:") and url.endswith("transport=" + transport))
    return int(urlsplit(url.replace("turn:", "turn://")).port)


minutes = itertools.count(2, 6)


def next_link(practice) -> str:
    """A personal link of an appointment that overlaps with none before."""
    return practice.link(next(minutes))


def client_of(entry: dict, transport="udp") -> Client:
    """A TURN client with what a page was given."""
    credential = Credential("", username=entry["username"].encode(), password=entry["credential"])
    return Client((HOST, port_of(entry["urls"], transport)), credential, transport)


def relay_of(message: dict) -> dict:
    """The entry with the credential, of a grant or a renewal."""
    return next(server for server in message["ice"]["iceServers"] if "username" in server)


def metric(server, name: str) -> int:
    text = Person(server).get("/metrics").text
    return sum(int(value) for value in re.findall(rf"^{name}(?:{{[^}}]*}})? (\d+)$", text, re.M))


def test_rule_17_each_participant_is_given_a_way_of_their_own(practice):
    host, guest, of_host, of_guest = practice.call(next_link(practice))
    assert "iceServers" not in "".join(text for text in guest.texts if '"grant"' not in text)
    entries = [relay_of(grant) for grant in (of_host, of_guest)]
    names = [entry["username"].split(":")[1] for entry in entries]
    assert len(set(names)) == 2 and all(re.fullmatch(r"[\w-]{22}", name) for name in names)
    assert all(500 < int(entry["username"].split(":")[0]) - time.time() <= 601 for entry in entries)
    assert any(server["urls"][0].startswith("stun:") for server in of_guest["ice"]["iceServers"])
    with client_of(entries[0]) as one, client_of(entries[1], "tcp") as other:
        one.allocated()
        other.allocated()
        one.permit(other.relayed)
        other.permit(one.relayed)
        one.indicate(other.relayed, b"hello")
        assert other.hear() == (one.relayed, b"hello")
    host.command("hang_up")


@pytest.mark.parametrize("command", [{"type": "exclude", "lock": False}, {"type": "hang_up"}])
def test_the_end_of_a_call_ends_what_was_relayed(practice, command):
    host, _, of_host, of_guest = practice.call(next_link(practice))
    clients = [client_of(relay_of(grant)).allocated() for grant in (of_host, of_guest)]
    clients[0].permit(clients[1].relayed)
    host.command(**command)
    until(lambda: all(client.refresh(600).code for client in clients), within=5)
    for grant in (of_host, of_guest):
        with client_of(relay_of(grant)) as again:
            assert again.allocate().code == 401
    for client in clients:
        client.close()


def test_a_resume_keeps_the_name_and_a_newcomer_does_not(practice):
    link = next_link(practice)
    host, guest, _, of_guest = practice.call(link)
    guest.leave()
    again = practice.enter(Person(practice.server).get(link).ticket(), resume=of_guest["resume"])
    resumed = again.expect("grant")
    name = relay_of(of_guest)["username"].split(":")[1]
    assert relay_of(resumed)["username"].split(":")[1] == name
    other = practice.client(link)
    other.command("knock", knock="k2", name="Zoë", left=None)
    host.room(lambda room: room["knocks"])
    host.command("admit", knock="k2")
    taken = other.expect("grant")
    assert relay_of(taken)["username"].split(":")[1] != name
    with client_of(relay_of(resumed)) as former:
        assert former.allocate().code == 401
    host.command("hang_up")


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_restart_gives_nobody_the_relay_back(tmp_path, when):
    """Whoever was excluded allocates nothing with what they were given, were they excluded before the plug was pulled or after."""
    for server in served(tmp_path, turn_port=str(free_port()), **INSIDE):
        Person(server).set_up()
        practice = Practice(server)
        host, _, of_host, of_guest = practice.call(next_link(practice))
        if when == "before":
            assert host.command("exclude", lock=False)["type"] == "ack"
        server.kill()
        server.start()
        if when == "after":
            with client_of(relay_of(of_guest)) as client:
                client.allocated()
            host = practice.enter(practice.anne.get("/desk/room").ticket(), resume=of_host["resume"])
            assert relay_of(host.expect("grant"))["username"].split(":")[1] == relay_of(of_host)["username"].split(":")[1]
            assert host.command("exclude", lock=False)["type"] == "ack"
        for grant in (of_guest, of_host):
            with client_of(relay_of(grant)) as again:
                assert again.allocate().code == 401
        practice.leave()


def test_credentials_are_renewed_and_relay_only_is_the_practitioners(tmp_path):
    for server in served(tmp_path, turn_credential_seconds="20", **INSIDE):
        Person(server).set_up()
        practice = Practice(server)
        practice.anne.post("/desk/settings", {
            "name": "Anne Martin", "language": "en", "timeZone": "Europe/Paris", "roomName": "Anne", "helpPhone": "",
            "welcome": "", "minutesBefore": "15", "minutesAfter": "30", "relayOnly": "on", "roomLinkAllowed": "on"})
        assert re.search(r'name="relayOnly"[^>]*checked', practice.anne.get("/desk/settings").text)
        _, guest, _, grant = practice.call(next_link(practice))
        assert grant["ice"]["iceTransportPolicy"] == "relay"
        renewed = guest.expect("ice", timeout=20)
        assert renewed["ice"]["iceTransportPolicy"] == "relay"
        old, new = (relay_of(message)["username"].split(":") for message in (grant, renewed))
        assert old[1] == new[1] and int(new[0]) > int(old[0])
        with client_of(relay_of(renewed)) as client:
            client.allocated()
        practice.leave()


def test_rule_17_the_device_test_has_one_entry_for_each_transport(house):
    entries = test(house)
    assert [sorted({re.search(r"transport=(\w+)", url)[1] for url in entry["urls"]}) for entry in entries] \
        == [["udp"], ["tcp"]]
    assert all(entry["username"].split(":")[1].startswith("test.") for entry in entries)
    assert all(55 < int(entry["username"].split(":")[0]) - time.time() <= 61 for entry in entries)
    assert len({entry["username"] for entry in entries}) == 2
    before = metric(house, "visavis_turn_allocations_total")
    with client_of(entries[0]) as one, client_of(entries[1], "tcp") as other:
        one.allocated()
        other.allocated()
        assert one.permit(("8.8.8.8", 53)).code == 403
        assert one.permit(other.relayed).code == 0 and other.permit(one.relayed).code == 0
        one.indicate(other.relayed, b"both ways")
        assert other.hear() == (one.relayed, b"both ways")
        until(lambda: metric(house, "visavis_turn_allocations_total") == before + 2, within=5)
    assert metric(house, "visavis_turn_refusals_total") > 0


def test_the_pages_port_serves_the_relay_too(house):
    entry = next(entry for entry in test(house) if "tcp" in entry["urls"][0])
    assert f"turn:localhost:{house.port}?transport=tcp" in entry["urls"]
    with Client((HOST, house.port), Credential("", username=entry["username"].encode(), password=entry["credential"]),
                "tcp") as client:
        client.allocated()
        assert Person(house).get("/healthz").status == 200
        assert client.refresh(0).code == 0


def test_the_device_test_is_only_for_our_own_pages_and_not_without_end(tmp_path):
    for server in served(tmp_path, turn_tests_per_address="5", **INSIDE):
        foreign = {"Origin": "https://elsewhere.example", "Sec_Fetch_Site": "cross-site"}
        assert Person(server).request("POST", TEST, b"{}", **foreign).status == 403
        assert Person(server).get(TEST).status in (404, 405)
        for _ in range(5):
            test(server)
        answer = Person(server).request("POST", TEST, b"{}", Content_Type="application/json")
        assert answer.status == 429 and answer.fields["Content-Type"] == "application/problem+json"
        assert int(answer.fields["Retry-After"]) > 0


@pytest.mark.parametrize("settings, transports", [
    ({"turn_enabled": "no"}, []),
    ({"turn_external_urls": "turn:relay.example.org,turns:relay.example.org", "turn_secret": "a secret of two houses"}, []),
    ({"turn_external_urls": "turn:relay.example.org,turns:relay.example.org", "turn_secret": "a secret of two houses",
      "turn_test": "yes"}, ["turn:relay.example.org:3478?transport=udp", "turns:relay.example.org:5349?transport=tcp"]),
])
def test_without_a_relay_inside_nothing_listens(tmp_path, settings, transports):
    for server in served(tmp_path, **settings):
        assert [entry["urls"][0] for entry in test(server)] == transports
        assert not any("relay listens" in line for line in server.lines)
        Person(server).set_up()
        practice = Practice(server)
        *_, grant = practice.call(next_link(practice))
        relays = [server for server in grant["ice"]["iceServers"] if "username" in server]
        assert bool(relays) == ("turn_secret" in settings)
        practice.leave()


def test_the_secret_is_kept_and_the_former_one_still_opens(tmp_path):
    server = Server(tmp_path, turn_secret="the first of two secrets", **INSIDE)
    server.start()
    entry = test(server)[0]
    server.stop()
    server.environment |= {
        "VISAVIS_TURN_SECRET": "the second of two secrets", "VISAVIS_TURN_PREVIOUS_SECRET": "the first of two secrets"}
    server.start()
    present = test(server)[0]
    for former in (entry, present):
        with client_of({**former, "urls": present["urls"]}) as client:
            client.allocated()
    server.stop()
    assert "secrets" not in "".join(server.lines)


@pytest.mark.parametrize("key, value, words", [
    ("VISAVIS_TURN_PORT", "x", ["turnPort", "x", "0 to 65535"]),
    ("VISAVIS_TURN_RELAY_PORTS", "1-2", ["turnRelayPorts", "49152-65535"]),
    ("VISAVIS_TURN_PUBLIC_IP", "example.org", ["turnPublicIp", "example.org", "203.0.113.7"]),
    ("VISAVIS_TURN_SECRET", "geheim", ["turnSecret", "hidden"]),
    ("VISAVIS_TURN_EXTERNAL_URLS", "turn:relay.example.org", ["turnExternalUrls", "turnSecret", "together"]),
    ("VISAVIS_TURN_TLS_PORT", "5349", ["turnTlsPort", "tlsCertificate"]),
    ("VISAVIS_TURN_PARTICIPANTS", "5", ["VISAVIS_TURN_PARTICIPANTS"]),
])
def test_a_bad_setting_stops_before_anything_is_opened(tmp_path, key, value, words):
    server = with_environment(Server(tmp_path), **{key: value})
    for command in ("serve", "relay"):
        sentence = refused(run(server, command))
        assert all(word in sentence for word in words), sentence
        assert "geheim" not in sentence
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("site, is_warned", [("http://rooms.example.org", True), ("http://8.9.10.11", True),
                                             ("http://localhost", False), ("http://10.1.2.4", False)])
def test_a_relay_that_peers_outside_cannot_reach_is_warned_of(tmp_path, site, is_warned):
    server = Server(tmp_path, public_url=site, turn_public_ip="10.1.2.3")
    server.start()
    try:
        warned = [line for line in server.lines if "turnPublicIp" in line]
        assert [("IPv4" in line and "10.1.2.3" in line) for line in warned] == [True] * is_warned
    finally:
        server.stop()


def test_what_the_relay_cannot_have_is_named_with_its_setting(house, tmp_path):
    taken = str(port_of(test(house)[0]["urls"], "udp"))
    for host, port, key in [(HOST, taken, "turnPort"), ("192.0.2.99", "0", "turnHost")]:
        server = Server(tmp_path, turn_host=host, turn_port=port)
        status, text = run(server, "serve")
        sentence = text.splitlines()[-1]
        assert status == 1 and sentence.startswith("Error: ") and key in sentence and host in sentence
    server = Server(tmp_path, tls_certificate="/nowhere.pem", tls_key="/nowhere.key")
    assert "tlsCertificate /nowhere.pem" in run(server, "serve")[1].splitlines()[-1]


def test_the_relay_alone_needs_the_secret_and_no_database(tmp_path):
    server = Server(tmp_path)
    assert "VISAVIS_TURN_SECRET" in refused(run(server, "relay"))
    assert not (tmp_path / "data").exists()


def test_a_relay_alone_goes_on_while_the_site_is_updated(tmp_path):
    """The credential is the site's; what was allocated with it needs the site no more."""
    relay = Relay(tmp_path).start()
    for server in served(tmp_path, turn_external_urls=f"turn:{HOST}:{relay.port}", turn_secret=SECRET):
        Person(server).set_up()
        practice = Practice(server)
        *_, grant = practice.call(next_link(practice))
        with peer() as friend, client_of(relay_of(grant)).allocated() as client:
            assert client.bind(0x4000, friend.getsockname()).code == 0
            for change in (lambda: None, server.stop, server.start):
                change()
                client.say(0x4000, b"there")
                assert friend.recv(100) == b"there"
                friend.sendto(b"and back", client.relayed)
                assert client.hear() == (0x4000, b"and back")
                assert client.refresh().code == 0
        practice.leave()
    assert relay.stop() == 0


def test_a_restored_copy_brings_the_relay_back(tmp_path):
    for server in served(tmp_path, turn_port=str(free_port()), **INSIDE):
        Person(server).set_up()
        copy = tmp_path / "copy.sqlite"
        assert server.command("backup", str(copy)).returncode == 0
        entry = test(server)[0]
        with client_of(entry) as before:
            before.allocated()
            assert server.command("restore", str(copy)).returncode == 0
            until(lambda: sum("answers at" in line for line in server.lines) == 2)
        # Nothing that was given out before counts: the copy does not know who has been sent away since.
        with client_of(entry) as former:
            assert former.allocate().code == 401
        with client_of(test(server)[0]) as after:
            after.allocated()
