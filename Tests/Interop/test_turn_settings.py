# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What an operator may choose of a relay alone, seen from its clients."""

import http.client
import re

import pytest

from person import until
from server import free_port
from turn_server import COTURN, relay_of
from turn_wire import (
    ADDITIONAL_ADDRESS_FAMILY, ADDRESS_ERROR_CODE, ALLOCATE, BINDING, IPV6, REQUESTED_ADDRESS_FAMILY, SOFTWARE, UDP,
    XOR_RELAYED_ADDRESS, Client, peer, read_xor_address)

ALTERNATE_SERVER = 0x8023

pytestmark = pytest.mark.skipif(COTURN, reason="these are our own settings")


@pytest.fixture
def relay(request, tmp_path):
    relay = relay_of(tmp_path, **request.param).start()
    yield relay
    assert relay.alive()
    assert relay.stop() == 0


def client(relay, transport="udp", participant=None) -> Client:
    return Client(relay.at(transport), relay.credential(participant), transport)


def with_settings(**settings: str | None):
    return pytest.mark.parametrize("relay", [settings], indirect=True, ids=[""])


@with_settings(TURN_HOST="127.0.0.1", TURN_PUBLIC_IP="127.0.0.1")
def test_a_family_that_the_relay_has_not_is_refused(relay):
    """RFC 8656, section 7.2: 440; as an additional one it is told beside the one that there is."""
    one = client(relay)
    one.challenge()
    assert one.request(ALLOCATE, UDP, (REQUESTED_ADDRESS_FAMILY, IPV6)).code == 440
    answer = one.request(ALLOCATE, UDP, (ADDITIONAL_ADDRESS_FAMILY, IPV6))
    assert answer.code == 0 and len(answer.addresses(XOR_RELAYED_ADDRESS)) == 1
    assert answer[ADDRESS_ERROR_CODE][:4] == b"\x02\x00\x04\x28"


@with_settings(TURN_ALTERNATES="127.0.0.1:3499", TURN_ALTERNATE_FROM="2")
def test_a_full_relay_sends_clients_on(relay):
    """RFC 8489, section 10: 300, to those alone who proved who they are, and signed."""
    clients = [client(relay).allocated() for _ in range(2)]
    late = client(relay)
    answer = late.allocate()
    assert answer.code == 300 and answer.integrity_holds(late.key)
    # ALTERNATE-SERVER is written like MAPPED-ADDRESS, without the mask.
    value = answer[ALTERNATE_SERVER]
    assert value == b"\x00\x01" + (3499).to_bytes(2, "big") + bytes([127, 0, 0, 1])
    assert clients[0].refresh(0).code == 0
    assert late.allocate().code == 0


@with_settings(TURN_SOFTWARE="yes")
def test_what_the_relay_is_is_told_to_those_it_knows(relay):
    one = client(relay)
    assert SOFTWARE not in one.challenge()
    assert SOFTWARE not in one.request(BINDING, auth=False)
    assert SOFTWARE not in one.request(ALLOCATE, UDP, key=b"wrong")
    assert "Vis-à-vis" in one.allocate()[SOFTWARE].decode()


METRICS_PORT = str(free_port())


@with_settings(TURN_METRICS_PORT=METRICS_PORT)
def test_the_numbers_of_a_relay_alone_are_on_this_machine(relay):
    """Allocations by transport, packets and bytes each way, refusals by code, quota hits; nobody's address or name."""
    def numbers() -> dict[str, int]:
        connection = http.client.HTTPConnection("127.0.0.1", int(METRICS_PORT), timeout=10)
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
        connection.close()
        assert "somebody.known" not in text and address not in text
        return {name: int(value) for name, value in re.findall(r"^visavis_turn_(\S+) (\d+)$", text, re.M)}

    one = client(relay, "tcp", "somebody.known").allocated()
    address = one.address[0]
    with peer() as friend:
        assert one.bind(0x4000, friend.getsockname()).code == 0
        assert one.permit(("10.0.0.1", 9)).code == 403
        one.say(0x4000, b"x" * 100)
        friend.sendto(b"y" * 200, friend.recvfrom(200)[1])
        one.hear()
    until(lambda: numbers()['packets_total{direction="to_clients"}'] == 1, within=5)
    found = numbers()
    assert found['allocations{transport="tcp"}'] == found['allocations_total{transport="tcp"}'] == 1
    assert found['bytes_total{direction="to_peers"}'] == 100 and found['bytes_total{direction="to_clients"}'] == 200
    assert found['refusals_total{code="403"}'] == 1
    one.close()
    until(lambda: numbers()['allocations{transport="tcp"}'] == 0, within=5)


@with_settings(TURN_ALLOCATIONS_PER_PARTICIPANT="2", TURN_ALLOCATIONS="3")
def test_quotas_of_one_and_of_all(relay):
    """RFC 8656, section 7.2: 486 for who has had enough, 508 when nobody can have more."""
    credential = relay.credential()
    greedy = [Client(relay.at("udp"), credential) for _ in range(3)]
    assert [one.allocate().code for one in greedy] == [0, 0, 486]
    modest = [client(relay) for _ in range(2)]
    assert [one.allocate().code for one in modest] == [0, 508]
    assert greedy[0].refresh(0).code == 0
    assert modest[1].allocate().code == 0
    assert greedy[2].allocate().code in (486, 508)


@with_settings(TURN_KILOBITS_PER_PARTICIPANT="800")
def test_a_participants_rate_is_bounded(relay):
    """100 kB a second, after what may come at once: of 20 MB in a moment most is dropped, and what came is whole."""
    one = client(relay).allocated()
    with peer() as friend:
        assert one.bind(0x4000, friend.getsockname()).code == 0
        received = 0
        for _ in range(200):
            for _ in range(100):
                one.say(0x4000, bytes(1000))
            assert one.refresh().code == 0
            friend.setblocking(False)
            try:
                while len(friend.recv(2000)) == 1000:
                    received += 1000
            except BlockingIOError:
                pass
        assert 50_000 <= received <= 6_000_000
