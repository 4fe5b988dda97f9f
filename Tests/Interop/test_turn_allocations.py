# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Allocations, permissions, channels and ports from without. What takes minutes is judged on the state, with the time given."""

import contextlib
import os
import struct
import time

import pytest

from person import until
from turn_server import relay_of
from turn_wire import (
    ALLOCATE, DATA, DATA_VALUE, EVEN_PORT, ICMP, INDICATION, IPV6, LIFETIME, REQUESTED_ADDRESS_FAMILY, RESERVATION_TOKEN, SEND,
    UDP, XOR_MAPPED_ADDRESS, XOR_PEER_ADDRESS, XOR_RELAYED_ADDRESS, Client, Message, channel_data, nothing_came, peer)


@pytest.fixture(scope="module")
def relay(tmp_path_factory):
    relay = relay_of(tmp_path_factory.mktemp("relay")).start()
    yield relay
    assert relay.alive()
    relay.stop()


@pytest.fixture
def narrow(tmp_path):
    """A relay of sixteen ports, the fewest that there may be."""
    relay = relay_of(tmp_path, ports=16).start()
    yield relay
    assert relay.alive()
    relay.stop()


def client(relay, transport="udp", host=None, **how) -> Client:
    return Client(relay.at(transport, host), relay.credential(**how), transport)


@pytest.fixture(params=["udp", "tcp", "tls"])
def one(relay, request):
    with client(relay, request.param) as one:
        yield one.allocated()


@pytest.fixture
def friend():
    with peer() as friend:
        yield friend


# MARK: Case 10: one allocation for each 5-tuple


def test_case_10_a_repeated_allocate_is_answered_alike(relay):
    """RFC 8656, section 7.2, for what UDP lost; another id is a mismatch."""
    one = client(relay)
    one.challenge()
    request = one.compose(ALLOCATE, UDP)
    first = one.exchange(request)
    assert first.code == 0
    for _ in range(3):
        again = one.exchange(request)
        assert [again.address(kind) for kind in (XOR_RELAYED_ADDRESS, XOR_MAPPED_ADDRESS)] == [
            first.address(kind) for kind in (XOR_RELAYED_ADDRESS, XOR_MAPPED_ADDRESS)]
        assert again.lifetime == first.lifetime
    assert one.allocate().code == 437
    assert one.refresh(0).code == 0 and one.refresh().code == 437


def test_case_10_the_allocation_is_its_users_alone(relay):
    """RFC 8656, section 5: another user's credentials on it are 441."""
    one = client(relay).allocated()
    one.credential, stranger = relay.credential(), one.credential
    assert one.refresh(0).code == 441
    assert one.permit(("127.0.0.1", 9)).code == 441
    assert one.bind(0x4000, ("127.0.0.1", 9)).code == 441
    assert one.allocate().code in (437, 441)
    one.credential = stranger
    assert one.refresh().code == 0


def test_case_10_without_an_allocation_there_is_nothing_to_refresh(relay):
    one = client(relay)
    one.challenge()
    assert one.refresh().code == one.refresh(0).code == 437
    assert one.permit(("127.0.0.1", 9)).code == 437
    assert one.bind(0x4000, ("127.0.0.1", 9)).code == 437


def test_an_expired_credential_keeps_what_it_has_and_makes_nothing_new(relay, friend):
    one, late = client(relay, expires=int(time.time()) + 5), client(relay)
    one.allocated()
    late.credential = one.credential
    until(lambda: time.time() > int(one.credential.username.split(b":")[0]) + 0.1)
    assert one.refresh().code == 0
    assert one.permit(friend.getsockname()).code == one.bind(0x4000, friend.getsockname()).code == 0
    one.say(0x4000, b"still")
    assert friend.recv(100) == b"still"
    assert late.allocate().code == 401


# MARK: Case 11: lifetimes


@pytest.mark.parametrize("asked, least, most", [(1, 1, 3600), (600, 600, 600), (1200, 600, 1200), (3600, 600, 3600),
                                                (3601, 600, 3600), (2**31, 600, 3600), (2**32 - 1, 600, 3600)])
def test_case_11_a_lifetime_is_clamped(relay, asked, least, most):
    """RFC 8656, sections 7.2 and 8.2."""
    with client(relay) as one:
        answer = one.allocate((LIFETIME, struct.pack("!I", asked)))
        assert least <= answer.lifetime <= most
        assert least <= one.refresh(asked).lifetime <= most
        assert one.refresh().lifetime == 600


def test_case_11_a_lifetime_of_nothing_releases(relay, friend):
    """RFC 8656, section 8.2; and the port takes no more."""
    one = client(relay).allocated()
    assert one.bind(0x4000, friend.getsockname()).code == 0
    assert one.refresh(0).lifetime == 0
    one.say(0x4000, b"late")
    friend.sendto(b"late", one.relayed)
    assert one.refresh().code == 437 and one.heard == [] and nothing_came(friend)
    assert one.allocate().code == 0


def test_case_11_streams_that_vanish_leave_nothing(relay):
    """A client's connection is its allocation's life: descriptors and ports are back when it is gone."""
    before = relay.descriptors()
    for transport in ("tcp", "tls"):
        clients = [client(relay, transport).allocated() for _ in range(40)]
        assert relay.descriptors() >= before + 80
        for one in clients:
            one.close()
        until(lambda: relay.descriptors() <= before + 5)


# MARK: Case 12: channels


@pytest.mark.parametrize("number", [0x0000, 0x3FFF, 0x5000, 0x7FFF, 0x8000, 0xFFFF])
def test_case_12_a_number_that_is_no_channel_is_refused(relay, friend, number):
    one = client(relay).allocated()
    assert one.bind(number, friend.getsockname()).code == 400
    one.send(channel_data(number, b"out"))
    assert one.refresh().code == 0 and nothing_came(friend)


def test_case_12_channel_and_peer_are_bound_to_each_other(one, friend):
    """RFC 8656, section 12.2."""
    with peer() as another:
        for number in (0x4000, 0x4FFF):
            assert one.bind(number, friend.getsockname() if number == 0x4000 else another.getsockname()).code == 0
        assert one.bind(0x4000, another.getsockname()).code == 400
        assert one.bind(0x4001, friend.getsockname()).code == 400
        assert one.bind(0x4000, friend.getsockname()).code == 0
        one.say(0x4000, b"first")
        one.say(0x4FFF, b"second")
        assert friend.recvfrom(100) == (b"first", one.relayed) and another.recvfrom(100) == (b"second", one.relayed)
        friend.sendto(b"a", one.relayed)
        assert one.hear() == (0x4000, b"a")
        another.sendto(b"b", one.relayed)
        assert one.hear() == (0x4FFF, b"b")


def test_case_12_data_for_an_unbound_channel_is_dropped(one, friend):
    assert one.permit(friend.getsockname()).code == 0
    one.say(0x4000, b"out")
    one.say(0x4FFF, b"")
    assert one.refresh().code == 0 and nothing_came(friend)


def test_a_channel_opens_a_permission(one, friend):
    """RFC 8656, section 12.2."""
    assert one.bind(0x4000, friend.getsockname()).code == 0
    with peer() as neighbour:
        neighbour.sendto(b"hello", one.relayed)
        assert one.hear() == (neighbour.getsockname(), b"hello")


@pytest.mark.parametrize("said", [1, 4, 100, 0xFFFF])
def test_channel_data_that_says_more_than_it_has_is_dropped(relay, friend, said):
    """RFC 8656, section 12.6; over UDP what follows the data is padding."""
    one = client(relay).allocated()
    assert one.bind(0x4000, friend.getsockname()).code == 0
    one.send(struct.pack("!HH", 0x4000, said) + b"x" * (said - 1 if said < 0xFFFF else 100))
    one.send(struct.pack("!HH", 0x4000, 3) + b"yes\0")
    assert friend.recv(100) == b"yes"
    one.send(b"\x40"), one.send(b"\x40\0\0"), one.send(struct.pack("!HH", 0x4000, 0))
    assert friend.recv(100) == b""
    assert one.refresh().code == 0 and nothing_came(friend)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 1200, 1472, 9000, 16000])
def test_data_of_every_size_passes_both_ways(one, friend, size):
    assert one.bind(0x4000, friend.getsockname()).code == 0
    data = os.urandom(size)
    one.say(0x4000, data)
    assert friend.recv(65536) == data
    friend.sendto(data, one.relayed)
    assert one.hear() == (0x4000, data)
    with peer() as other:
        one.indicate(other.getsockname(), data)
        assert other.recv(65536) == data
        other.sendto(data, one.relayed)
        assert one.hear() == (other.getsockname(), data)


def test_bytes_that_come_one_by_one_are_frames_all_the_same(relay, friend):
    """A stream has no borders."""
    one = client(relay, "tcp").allocated()
    assert one.bind(0x4000, friend.getsockname()).code == 0
    stream = channel_data(0x4000, b"abc", stream=True) + channel_data(0x4000, b"defgh", stream=True)
    refresh = one.compose(4)
    for byte in stream + refresh:
        one.socket.send(bytes([byte]))
    assert [friend.recv(100), friend.recv(100)] == [b"abc", b"defgh"]
    assert one.answer(refresh[8:20]).code == 0
    one.send(stream * 100 + one.compose(4))
    assert [friend.recv(100) for _ in range(200)] == [b"abc", b"defgh"] * 100


# MARK: Case 13: permissions


def test_case_13_without_permission_nothing_passes(one, friend):
    one.indicate(friend.getsockname(), b"out")
    friend.sendto(b"in", one.relayed)
    assert one.refresh().code == 0
    assert one.heard == [] and nothing_came(friend)


def test_case_13_a_permission_is_for_an_address_whatever_its_port(one, friend):
    """RFC 8656, section 9."""
    assert one.permit(("127.0.0.1", 0)).code == 0
    with peer() as neighbour, peer("127.0.0.7") as stranger:
        for somebody in (friend, neighbour):
            one.indicate(somebody.getsockname(), b"out")
            assert somebody.recvfrom(100) == (b"out", one.relayed)
        stranger.sendto(b"no", one.relayed)
        for somebody in (friend, neighbour):
            somebody.sendto(b"in", one.relayed)
            assert one.hear() == (somebody.getsockname(), b"in")
        one.indicate(stranger.getsockname(), b"no")
        assert one.refresh().code == 0 and one.heard == [] and nothing_came(stranger)


def test_one_request_opens_several_permissions(one):
    with contextlib.ExitStack() as stack:
        friends = [stack.enter_context(peer(f"127.0.3.{n}")) for n in range(1, 9)]
        assert one.permit(*(friend.getsockname() for friend in friends)).code == 0
        for friend in friends:
            friend.sendto(b"in", one.relayed)
            assert one.hear() == (friend.getsockname(), b"in")


@pytest.mark.parametrize("attributes", [
    [(XOR_PEER_ADDRESS, ("127.0.0.1", 9))], [(DATA_VALUE, b"out")], [], [(XOR_PEER_ADDRESS, b"\0\1"), (DATA_VALUE, b"out")],
    [(XOR_PEER_ADDRESS, ("::1", 9)), (DATA_VALUE, b"out")]])
def test_an_indication_that_lacks_something_is_dropped(one, attributes):
    """RFC 8656, section 11.2."""
    one.send(one.compose(SEND, *attributes, outcome=INDICATION, auth=False))
    assert one.refresh().code == 0 and one.heard == []


def test_a_clients_closed_port_is_told(relay):
    """RFC 8656, sections 11.5 and 18.13: an ICMP error reaches the client as a Data indication without data."""
    one = client(relay).allocated()
    with peer() as gone:
        there = gone.getsockname()
    assert one.permit(there).code == 0
    one.indicate(there, b"anybody?")
    told = Message(one.receive())
    assert (told.method, told.outcome, told.address(XOR_PEER_ADDRESS)) == (DATA, INDICATION, there)
    assert DATA_VALUE not in told and told[ICMP] == struct.pack("!HHI", 0, 3 << 9 | 3, 0)


def test_ipv6_clients_and_relayed_addresses(relay):
    one = client(relay, host="::1")
    assert one.allocate((REQUESTED_ADDRESS_FAMILY, IPV6)).address(XOR_MAPPED_ADDRESS) == one.address
    with peer("::1") as friend:
        there = friend.getsockname()[:2]
        assert one.bind(0x4000, there).code == 0
        one.say(0x4000, b"out")
        assert friend.recvfrom(100)[0] == b"out"
        friend.sendto(b"in", one.relayed)
        assert one.hear() == (0x4000, b"in")
    assert one.permit(("127.0.0.1", 9)).code == 443


# MARK: Ports and quotas


def test_ports_that_are_all_taken_are_told_and_come_back(narrow):
    """RFC 8656, section 7.2: 508; a port that was released serves again, and at once."""
    clients = [client(narrow).allocated() for _ in range(16)]
    assert len({one.relayed for one in clients}) == 16
    late = client(narrow)
    assert late.allocate().code == 508
    for one in clients * 2:
        assert late.allocate().code == 508
        assert one.refresh(0).code == 0
        assert late.allocate().code == 0 and late.relayed == one.relayed
        assert late.refresh(0).code == 0
        one.allocated()


def test_even_ports_leak_nothing(narrow):
    """Lessons of others: EVEN-PORT without reservation lost a port each time."""
    for flag in (b"\x00", b"\x80") * 20:
        one = client(narrow)
        answer = one.allocate((EVEN_PORT, flag))
        assert answer.code == 0 and one.relayed[1] % 2 == 0
        if flag == b"\x80":
            token = answer[RESERVATION_TOKEN]
            other = client(narrow)
            assert other.allocate((RESERVATION_TOKEN, token)).code == 0
            assert other.relayed == (one.relayed[0], one.relayed[1] + 1)
            assert client(narrow).allocate((RESERVATION_TOKEN, token)).code == 508
            assert other.refresh(0).code == 0
        assert one.refresh(0).code == 0
    for one in (clients := [client(narrow) for _ in range(16)]):
        one.allocated()
    assert client(narrow).allocate((EVEN_PORT, b"\x00")).code == 508
    assert len({one.relayed[1] for one in clients}) == 16


def test_one_participant_cannot_take_all(relay):
    """RFC 8656, section 7.2: 486; others are not touched, and what is released can be had again."""
    credential = relay.credential()
    clients = []
    for _ in range(60):
        clients.append(one := Client(relay.at("udp"), credential))
        if code := one.allocate().code:
            break
    assert code == 486 and len(clients) > 6
    assert client(relay).allocate().code == 0
    assert clients[-1].allocate().code == 486
    assert clients[0].refresh(0).code == 0
    assert clients[-1].allocate().code == 0


def test_permissions_and_channels_of_one_allocation_are_limited(relay):
    """Each over its limit is told 508, or 486; those before it hold."""
    one = client(relay, "tcp").allocated()
    for number in range(2000):
        if code := one.permit((f"127.9.{number // 250}.{number % 250 + 1}", 9)).code:
            break
    assert code in (486, 508) and number >= 32
    assert one.permit(("127.9.0.1", 9)).code == 0
    for number in range(2000):
        if code := one.bind(0x4000 + number, ("127.9.0.1", 1000 + number)).code:
            break
    assert code in (486, 508) and number >= 16
    assert one.bind(0x4000, ("127.9.0.1", 1000)).code == 0
