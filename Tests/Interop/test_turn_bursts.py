# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Datagrams that the kernel joins (UDP_SEGMENT, UDP_GRO), on their way through the relay: none lost, mixed up or cut."""

import contextlib
import os
import random
import socket
import statistics
import struct
import threading
import time

import pytest

from turn_server import relay_of
from turn_wire import (
    BINDING, REQUEST, XOR_MAPPED_ADDRESS, Client, Message, Wire, channel_data, header, nothing_came, peer)

SOL_UDP, UDP_SEGMENT = 17, 103


@pytest.fixture(scope="module", params=["1", "3"], ids=["one thread", "three threads"])
def relay(request, tmp_path_factory):
    """On every address of the machine, so that the kernel must be told which one to answer from."""
    relay = relay_of(
        tmp_path_factory.mktemp("relay"), TURN_HOST=None, TURN_THREADS=request.param, TURN_KILOBITS_PER_PARTICIPANT="0",
        TURN_KILOBITS="0").start()
    yield relay
    assert relay.alive()
    assert relay.stop() == 0, "\n".join(relay.lines[-20:])


def client(relay, transport="udp", host=None) -> Client:
    one = Client(relay.at(transport, host), relay.credential(), transport)
    one.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    return one


@pytest.fixture
def friend():
    with peer() as friend:
        friend.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        yield friend


def burst(one: socket.socket, frames: list[bytes], to=None):
    """All in one call: each but the last has the same size."""
    size = len(frames[0])
    assert all(len(frame) == size for frame in frames[:-1]) and len(frames[-1]) <= size
    one.sendmsg([b"".join(frames)], [(SOL_UDP, UDP_SEGMENT, struct.pack("H", size))], 0, *([to] if to else []))


def numbered(count: int, size: int, last: int | None = None) -> list[bytes]:
    return [struct.pack("!I", number) + os.urandom((last if last is not None and number == count - 1 else size) - 4)
            for number in range(count)]


# How many, how large, and how large the last.
SIZES = [(8, 1200, None), (8, 1200, 700), (40, 172, None), (40, 173, 9), (2, 5, 4), (60, 1000, None)]


def test_a_clients_burst_reaches_its_peer(relay, friend):
    one = client(relay).allocated()
    assert one.bind(0x4000, friend.getsockname()).code == 0
    for shape in SIZES:
        data = numbered(*shape)
        burst(one.socket, [channel_data(0x4000, part) for part in data])
        assert [friend.recv(65536) for _ in data] == data
    assert one.refresh().code == 0 and nothing_came(friend)


@pytest.mark.parametrize("channel", [True, False], ids=["to a channel", "by Data indications"])
@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_a_peers_burst_reaches_its_client(relay, friend, transport, channel):
    one = client(relay, transport).allocated()
    here = friend.getsockname()
    assert (one.bind(0x4000, here) if channel else one.permit(here)).code == 0
    for shape in SIZES:
        data = numbered(*shape)
        burst(friend, data, one.relayed)
        assert [one.hear() for _ in data] == [(0x4000 if channel else here, part) for part in data]
    assert one.refresh().code == 0 and one.heard == []


@pytest.mark.parametrize("channel", [True, False], ids=["to a channel", "by Data indications"])
@pytest.mark.parametrize("transports", [("udp", "udp"), ("udp", "tcp"), ("tcp", "udp"), ("tcp", "tls"), ("tls", "udp")])
def test_a_burst_between_two_clients_of_the_relay(relay, transports, channel):
    one, other = (client(relay, transport).allocated() for transport in transports)
    assert one.bind(0x4001, other.relayed).code == 0
    assert (other.bind(0x4002, one.relayed) if channel else other.permit(one.relayed)).code == 0
    for shape in SIZES:
        data = numbered(*shape)
        frames = [channel_data(0x4001, part, stream=transports[0] != "udp") for part in data]
        burst(one.socket, frames) if transports[0] == "udp" else one.send(b"".join(frames))
        assert [other.hear() for _ in data] == [(0x4002 if channel else one.relayed, part) for part in data]
    assert other.refresh().code == 0 and other.heard == []


def test_a_burst_of_different_things_is_taken_apart(relay, friend):
    """Channels of two peers, an unbound one, lengths that lie, requests: each is judged by itself."""
    with peer("127.0.0.7") as second:
        one = client(relay).allocated()
        assert one.bind(0x4000, friend.getsockname()).code == one.bind(0x4001, second.getsockname()).code == 0
        for seed in range(50):
            chance, frames, to_first, to_second, asked = random.Random(seed), [], [], [], []
            for _ in range(chance.randrange(2, 40)):
                data = chance.randbytes(96)
                match chance.randrange(6):
                    case 0:
                        frames.append(channel_data(0x4000, data))
                        to_first.append(data)
                    case 1:
                        frames.append(channel_data(0x4001, data))
                        to_second.append(data)
                    case 2:
                        frames.append(channel_data(0x4002, data))
                    case 3:
                        frames.append(struct.pack("!HH", 0x4000, chance.choice((97, 200, 65535))) + data)
                    case 4:
                        frames.append(struct.pack("!HH", 0x4000, 90) + data)
                        to_first.append(data[:90])
                    case 5:
                        asked.append(chance.randbytes(12))
                        software = struct.pack("!HH", 0x8022, 76) + data[:76]
                        frames.append(header(BINDING | REQUEST, 80, asked[-1]) + software)
            burst(one.socket, frames)
            assert [friend.recv(65536) for _ in to_first] == to_first
            assert [second.recv(65536) for _ in to_second] == to_second
            assert [Message(one.receive()).transaction for _ in asked] == asked
        assert one.refresh().code == 0 and one.heard == [] and nothing_came(friend) and nothing_came(second)


def test_bursts_of_many_at_once_keep_their_order(relay):
    """Ten pairs send at the same time, each in its own order."""
    with contextlib.ExitStack() as stack:
        pairs = []
        for number in range(10):
            one = stack.enter_context(client(relay)).allocated()
            friend = stack.enter_context(peer())
            friend.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
            assert one.bind(0x4000 + number, friend.getsockname()).code == 0
            pairs.append((0x4000 + number, one, friend))
        for _ in range(20):
            sent = []
            for number, one, friend in pairs:
                data = numbered(8, 1200)
                burst(one.socket, [channel_data(number, part) for part in data])
                burst(friend, data, one.relayed)
                sent.append(data)
            for (number, one, friend), data in zip(pairs, sent):
                assert [friend.recv(2000) for _ in data] == data
                assert [one.hear() for _ in data] == [(number, part) for part in data]


def test_a_voice_beside_bursts_is_not_kept_waiting(relay, friend):
    """Bursts so close together that they are served together: single datagrams all come, and soon."""
    voice = client(relay).allocated()
    assert voice.bind(0x4000, friend.getsockname()).code == 0
    with peer() as other, client(relay).allocated() as video:
        assert video.bind(0x4001, other.getsockname()).code == 0
        frames = [channel_data(0x4001, part) for part in numbered(8, 1200)]
        is_over = threading.Event()

        def film():
            while not is_over.wait(0.0002):
                burst(video.socket, frames)

        filming = threading.Thread(target=film)
        filming.start()
        times = []
        try:
            for _ in range(300):
                data, start = os.urandom(172), time.monotonic()
                voice.say(0x4000, data)
                assert friend.recv(2000) == data
                friend.sendto(data, voice.relayed)
                assert voice.hear() == (0x4000, data)
                times.append(time.monotonic() - start)
        finally:
            is_over.set()
            filming.join()
        assert statistics.median(times) < 0.01


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "127.8.0.1", "::1"])
@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_answers_come_from_the_address_that_was_asked(relay, host, transport):
    """A relay of many addresses; the client's socket is connected and takes nothing from another."""
    with Wire(relay.at(transport, host), transport) as wire:
        request = header(BINDING | REQUEST, 0, os.urandom(12))
        wire.send(request)
        assert Message(wire.receive()).address(XOR_MAPPED_ADDRESS) == wire.address
    if ":" not in host:
        with client(relay, transport, host).allocated() as one, peer() as friend:
            assert one.bind(0x4000, friend.getsockname()).code == 0
            one.say(0x4000, b"out")
            assert friend.recvfrom(100) == (b"out", one.relayed)
            friend.sendto(b"in", one.relayed)
            assert one.hear() == (0x4000, b"in")


def test_a_datagram_that_fits_no_header_is_dropped_and_no_other(relay, friend):
    """The largest UDP datagram has no room left for a client's header; those just below pass to a stream, or in fragments."""
    for transport in ("udp", "tcp"):
        one = client(relay, transport).allocated()
        assert one.bind(0x4000, friend.getsockname()).code == 0
        for size in (65_507, 65_504, 65_000, 20_000):
            friend.sendto(bytes(size), one.relayed)
            friend.sendto(b"after", one.relayed)
            heard = one.hear()
            assert heard in ((0x4000, bytes(size)), (0x4000, b"after"))
            if heard[1] != b"after":
                assert one.hear() == (0x4000, b"after")
            else:
                assert size > 65_000
