# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Whom the relay reaches: nobody but global unicast addresses, its own relayed addresses, and what the operator lists."""

import contextlib
import os
import socket
import subprocess

import pytest

from turn_server import relay_of
from turn_wire import BINDING, IPV6, REQUEST, REQUESTED_ADDRESS_FAMILY, Client, header, nothing_came, peer

OWN = "127.0.0.1"

# Ranges of IANA's special-purpose registry by their first, a middle and their last addresses; and forms that lead to them.
FORBIDDEN_4 = """
0.0.0.0 0.0.0.1 0.255.255.255 10.0.0.0 10.1.2.3 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.0 127.0.0.2 127.255.0.1
127.255.255.255 169.254.0.0 169.254.169.254 169.254.255.255 172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.170 192.0.0.255
192.0.2.0 192.0.2.255 192.88.99.1 192.168.0.0 192.168.255.255 198.18.0.0 198.19.255.255 198.51.100.0 198.51.100.255
203.0.113.0 203.0.113.255 224.0.0.0 224.0.0.251 239.255.255.255 240.0.0.0 254.1.1.1 255.255.255.255
""".split()
FORBIDDEN_6 = """
:: ::127.0.0.1 ::10.0.0.1 ::ffff:0.0.0.0 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::ffff:127.255.0.1 ::ffff:169.254.169.254
::ffff:172.16.0.1 ::ffff:192.168.1.1 ::ffff:224.0.0.1 ::ffff:255.255.255.255 ::ffff:0:127.0.0.1
64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::169.254.169.254 64:ff9b:1::1 64:ff9b:1:7f00:1:: 2002:7f00:1:: 2002:a00:1::1
2002:a9fe:a9fe::1 2002:c0a8:101:: 2001::1 2001:0:7f00:1:: 2001:0:53aa:64c:0:fbff:80ff:fffe 2001:2::1 2001:10::1 2001:db8::1
2001:db8:ffff::1 3fff::1 5f00::1 100::1 fe80::1 febf::1 fc00::1 fd00::2 fdff::1 fec0::1 feff::1 ff01::1 ff02::1 ff05::2
ff0e::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
""".split()
OPEN_4 = """
1.0.0.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255 169.255.0.0
172.15.255.255 172.32.0.0 192.1.0.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 203.0.112.255 203.0.114.0
223.255.255.255
""".split()
OPEN_6 = ["2000::1", "2606:4700:4700::1111", "2a00:1450::8", "2001:4860:4860::8888", "3ffe::1"]


def served(factory, **settings):
    relay = relay_of(factory.mktemp("relay"), host=OWN, **settings).start()
    yield relay
    assert relay.alive()
    relay.stop()


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """A relay as it comes: nothing is listed."""
    yield from served(tmp_path_factory, allowed="")


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """A relay in which an installation of one network listed two addresses."""
    yield from served(tmp_path_factory, allowed="127.0.0.9,127.0.0.16/28")


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    """A relay with all of the loopback listed."""
    yield from served(tmp_path_factory, allowed="127.0.0.0/8,::1/128")


def client(relay, family=4, transport="udp", participant=None) -> Client:
    one = Client(relay.at(transport), relay.credential(participant), transport)
    return one.allocated(*([(REQUESTED_ADDRESS_FAMILY, IPV6)] if family == 6 else []))


@pytest.fixture(scope="module")
def lure():
    """A port that takes whatever leaves for an address of this machine, in either family."""
    both = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    both.bind(("::", 0))
    with both:
        yield both


def port(lure) -> int:
    return lure.getsockname()[1]


# MARK: Case 1 and 2: every forbidden range in each written form


@pytest.mark.parametrize("transport", ["udp", "tcp"])
@pytest.mark.parametrize("family, addresses, codes", [(4, FORBIDDEN_4, {403}), (6, FORBIDDEN_6, {403})])
def test_case_1_and_2_no_forbidden_address_is_ever_relayed_to(closed, lure, family, addresses, codes, transport):
    one = client(closed, family, transport)
    let_in = []
    for number, address in enumerate(addresses):
        there = (address, port(lure))
        found = {one.permit(there).code, one.bind(0x4000 + number, there).code, one.permit((address, 0)).code}
        if not found <= codes:
            let_in.append((address, found))
        one.indicate(there, b"out")
        one.say(0x4000 + number, b"out")
    assert one.refresh().code == 0
    assert let_in == []
    assert nothing_came(lure) and one.heard == []


@pytest.mark.parametrize("family, addresses", [(4, FORBIDDEN_6), (6, FORBIDDEN_4 + OPEN_4), (4, OPEN_6)])
def test_case_2_a_peer_of_the_other_family_is_a_mismatch(closed, lure, family, addresses):
    """RFC 8656, section 9.2: 443; an address that is forbidden anyway may be named so."""
    one = client(closed, family)
    found = {one.permit((address, port(lure))).code for address in addresses}
    found |= {one.bind(0x4000, (address, port(lure))).code for address in addresses}
    assert found <= {403, 443} and 443 in found
    for address in addresses:
        one.indicate((address, port(lure)), b"out")
    assert one.refresh().code == 0 and nothing_came(lure)


@pytest.mark.parametrize("family, addresses", [(4, OPEN_4), (6, OPEN_6)])
def test_addresses_just_outside_the_ranges_are_reached(closed, family, addresses):
    one = client(closed, family)
    assert [address for address in addresses if one.permit((address, 9)).code] == []


def test_case_1_one_forbidden_peer_among_others_leaves_no_permission(opened):
    """RFC 8656, section 9.2: a request that is refused changes nothing."""
    one, friend = client(opened), peer("127.0.0.9")
    for peers in ([friend.getsockname(), ("10.0.0.1", 9)], [("10.0.0.1", 9), friend.getsockname()]):
        assert one.permit(*peers).code == 403
        one.indicate(friend.getsockname(), b"out")
        friend.sendto(b"in", one.relayed)
    assert one.refresh().code == 0
    assert nothing_came(friend) and one.heard == []


def test_case_1_the_switch_opens_only_what_it_names(opened, lure):
    one = client(opened)
    for address in ("127.0.0.9", "127.0.0.16", "127.0.0.31"):
        with peer(address) as friend:
            assert one.permit(friend.getsockname()).code == 0
            one.indicate(friend.getsockname(), b"out")
            assert friend.recvfrom(100) == (b"out", one.relayed)
            friend.sendto(b"in", one.relayed)
            assert one.hear() == (friend.getsockname(), b"in")
    for address in ("127.0.0.8", "127.0.0.10", "127.0.0.15", "127.0.0.32", "127.0.1.9", "10.0.0.1", "192.168.0.1"):
        assert one.permit((address, port(lure))).code == 403
        one.indicate((address, port(lure)), b"out")
    assert one.refresh().code == 0 and nothing_came(lure)


# MARK: The server's own addresses


@pytest.mark.parametrize("relay", ["closed", "opened", "wide"])
@pytest.mark.parametrize("address", [OWN, "127.0.0.3", "127.0.0.9"])
def test_case_1_own_listening_ports_are_never_peers(request, relay, address):
    """Nor when their address is listed: a request sent to them through the relay is not answered."""
    relay = request.getfixturevalue(relay)
    one = client(relay)
    one.permit((address, 9))
    for listening in (relay.port, relay.tls_port):
        assert one.bind(0x4000, (address, listening)).code == 403
        one.indicate((address, listening), header(BINDING | REQUEST, 0, os.urandom(12)))
        one.say(0x4000, header(BINDING | REQUEST, 0, os.urandom(12)))
    assert one.refresh().code == 0 and one.heard == []


def test_case_1_an_own_address_is_open_on_relay_ports_only(closed):
    one = client(closed)
    with peer(OWN) as service:
        assert one.bind(0x4000, service.getsockname()).code == 403
        one.permit(service.getsockname())
        one.indicate(service.getsockname(), b"out")
        one.say(0x4000, b"out")
        assert one.refresh().code == 0
        assert nothing_came(service) and one.heard == []


@pytest.mark.parametrize("family", [4, 6])
@pytest.mark.parametrize("transports", [("udp", "udp"), ("udp", "tcp"), ("tcp", "tls")])
def test_two_relayed_clients_meet_with_nothing_listed(closed, family, transports):
    """Design, section 7: a peer at the server's own relay address is how two relayed clients meet."""
    one, other = (client(closed, family, transport) for transport in transports)
    assert one.permit(other.relayed).code == 0
    one.indicate(other.relayed, b"too early")
    assert one.refresh().code == 0 and other.refresh().code == 0 and other.heard == []
    assert other.permit(one.relayed).code == 0
    one.indicate(other.relayed, b"by indication")
    assert other.hear() == (one.relayed, b"by indication")
    assert other.bind(0x4001, one.relayed).code == 0
    one.indicate(other.relayed, b"to a channel")
    assert other.hear() == (0x4001, b"to a channel")
    other.say(0x4001, b"by channel")
    assert one.hear() == (other.relayed, b"by channel")
    assert one.bind(0x4FFF, other.relayed).code == 0
    for size in (0, 1, 2, 3, 4, 1200):
        one.say(0x4FFF, b"x" * size)
        assert other.hear() == (0x4001, b"x" * size)
        other.say(0x4001, b"y" * size)
        assert one.hear() == (0x4FFF, b"y" * size)
    assert other.refresh(0).code == 0
    one.say(0x4FFF, b"to nobody")
    assert one.refresh().code == 0
    assert [frame for frame in one.heard if frame[0] & 0xC0 == 0x40] == []


def test_case_1_a_relay_port_that_is_nobodys_allocation_is_not_reached(closed):
    """Another program may listen there: relay ports overlap those that the system hands out."""
    one = client(closed)
    first, last = map(int, closed.ports.split("-"))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as service:
        for port_ in range(first, last):
            with contextlib.suppress(OSError):
                service.bind((OWN, port_))
                break
        one.permit(service.getsockname())
        one.bind(0x4000, service.getsockname())
        one.indicate(service.getsockname(), b"out")
        one.say(0x4000, b"out")
        assert one.refresh().code == 0 and nothing_came(service)


def test_a_client_may_talk_to_itself(closed):
    one = client(closed)
    assert one.permit(one.relayed).code == 0
    one.indicate(one.relayed, b"to myself")
    assert one.hear() == (one.relayed, b"to myself")


# MARK: The device test's credential


def test_a_device_test_reaches_relayed_addresses_only(wide):
    """Design, rule 17: whatever the operator listed."""
    one = client(wide, participant="test.one")
    other = client(wide, participant="test.two")
    with peer("127.0.0.7") as friend:
        assert one.permit(friend.getsockname()).code == 403
        assert one.bind(0x4000, friend.getsockname()).code == 403
    assert one.permit(other.relayed).code == other.permit(one.relayed).code == 0
    one.indicate(other.relayed, b"ping")
    assert other.hear() == (one.relayed, b"ping")
    assert one.refresh(3600).lifetime <= 60


def test_a_device_test_is_slow_where_a_call_is_not(wide):
    """64 kbit/s with a burst that the handshake needs: of 400 kB at once not half comes through."""
    def arrives(first, second) -> int:
        one, other = client(wide, participant=first), client(wide, participant=second)
        assert one.bind(0x4000, other.relayed).code == other.bind(0x4000, one.relayed).code == 0
        got = 0
        for _ in range(40):
            for _ in range(10):
                one.say(0x4000, b"x" * 1000)
            assert one.refresh().code == other.refresh().code == 0
            got += sum(len(frame) - 4 for frame in other.heard)
            other.heard.clear()
        return got

    assert arrives("fast.one", "fast.two") == 400_000
    assert 10_000 <= arrives("test.slow1", "test.slow2") <= 150_000


# MARK: A list that cannot be read


@pytest.mark.parametrize("value", ["10.0.0.0/33", "ten", "::1/129", "127.0.0.1:80", "10.0.0.0/8;::1"])
def test_a_list_that_cannot_be_read_stops_the_program(tmp_path, value):
    relay = relay_of(tmp_path, allowed=value, host=OWN)
    done = subprocess.run(relay.arguments, env=relay.environment, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1 and "turnAllowedPeers" in done.stdout + done.stderr
