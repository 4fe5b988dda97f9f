# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""One port for pages and relay, plain and behind TLS: the first byte decides, and neither language opens the other's door."""

import contextlib
import os
import socket
import ssl
import struct
import time
from pathlib import Path

import pytest

from person import until
from server import Server
from turn_server import SECRET, certificate, free_range
from turn_wire import (
    ALLOCATE, BINDING, REQUEST, UDP, XOR_MAPPED_ADDRESS, Client, Credential, Message, Wire, attribute, channel_data, extended,
    fingerprinted, header, peer)

HOST = "127.0.0.1"
GET = b"GET /healthz HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"


@pytest.fixture(scope="module", params=["tcp", "tls"])
def house(request, tmp_path_factory):
    """The whole program; `transport` is what its port of pages speaks."""
    files = tuple(map(Path, certificate())) if request.param == "tls" else None
    server = Server(
        tmp_path_factory.mktemp("house"), tls=files, turn_host=HOST, turn_public_ip=HOST, turn_secret=SECRET,
        turn_relay_ports=free_range(200, HOST), turn_allowed_peers="127.0.0.0/8")
    server.transport = request.param
    server.start()
    yield server
    assert healthy(server)
    began = time.monotonic()
    with wire(server) as one:
        one.send(binding())
        one.receive()
        assert server.stop() == 0
    assert time.monotonic() - began < 5


def wire(house, **options) -> Wire:
    return Wire((HOST, house.port), house.transport, **options)


def client(house) -> Client:
    return Client((HOST, house.port), Credential(SECRET), house.transport)


def binding() -> bytes:
    return header(BINDING | REQUEST, 0, os.urandom(12))


def read(one: Wire) -> bytes:
    """All that comes until the server closes."""
    received = b""
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while chunk := one.socket.recv(65536):
            received += chunk
    return received


def page(one: Wire) -> bytes:
    """An answer to GET, whole."""
    received = b""
    while not received.endswith(b"ok\n"):
        assert (chunk := one.socket.recv(65536)), received
        received += chunk
    return received


def healthy(house) -> bool:
    with wire(house) as one:
        one.send(GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n") % house.port)
        return read(one).startswith(b"HTTP/1.1 200 ")


def test_stun_and_http_are_answered_on_one_port(house):
    with wire(house) as one:
        for _ in range(3):
            one.send(binding())
            assert Message(one.receive()).address(XOR_MAPPED_ADDRESS) == one.address
        assert healthy(house)
        one.send(fingerprinted(binding()))
        assert Message(one.receive()).method == BINDING


def test_a_client_is_relayed_by_the_pages_port(house):
    with client(house).allocated() as one, peer() as friend:
        assert one.bind(0x4000, friend.getsockname()).code == 0
        for size in (0, 1, 172, 1200, 9000):
            one.say(0x4000, b"x" * size)
            assert friend.recvfrom(65536) == (b"x" * size, one.relayed)
            friend.sendto(b"y" * size, one.relayed)
            assert one.hear() == (0x4000, b"y" * size)


def test_stun_is_known_byte_by_byte(house):
    with wire(house) as one:
        for byte in binding():
            one.send(bytes([byte]))
        assert Message(one.receive()).method == BINDING


def test_http_is_known_byte_by_byte(house):
    with wire(house) as one:
        for byte in GET % house.port:
            one.send(bytes([byte]))
        assert page(one).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("first", [
    channel_data(0x4000, b"data", stream=True) + b"\r\n\r\n", channel_data(0x4FFF, b"\r\n\r\n", stream=True), b"@@@@\r\n\r\n",
    b"\x7F\r\n\r\n", b"\x80\r\n\r\n", b"\xFF\xFF\r\n\r\n", b"\x16\x03\x01\x00\x05hello",
    b"\x3F\xFF\xFF\xFF" + bytes(16), b"\x00\x00\x00\x01" + bytes(16), b"\x00\x01\x00\x00" + bytes(16),
    b"\x20\x00\x00\x00" + bytes(16), b"STUN\r\n\r\n"])
def test_what_is_neither_is_refused_and_closed(house, first):
    """ChannelData cannot come first; nor TLS inside TLS, nor on the plain port."""
    with wire(house) as one:
        one.send(first)
        answer = read(one)
        assert answer == b"" or answer.startswith(b"HTTP/1.1 4") or answer[:1] == b"\x01"


def test_a_door_once_chosen_stays_chosen(house):
    """After STUN no page is served, after HTTP no STUN is answered."""
    with wire(house) as one:
        one.send(binding())
        one.receive()
        one.send(GET % house.port)
        assert b"HTTP/" not in read(one)
    with wire(house) as one:
        one.send(GET % house.port)
        assert page(one).startswith(b"HTTP/1.1 200 ")
        one.send(binding() + b"\r\n\r\n")
        rest = read(one)
        assert rest == b"" or rest.startswith(b"HTTP/1.1 400 ")


def test_http_smuggled_in_a_relayed_stream_is_data(house):
    """A message whose body looks like a request is a message."""
    with wire(house) as one:
        one.send(extended(binding(), (0x8022, b"\r\n\r\n" + GET % house.port)))
        assert Message(one.receive()).method == BINDING


def test_silence_at_the_door_keeps_nobody_out(house):
    """Half a TLS record, half a message, one byte, none."""
    with contextlib.ExitStack() as stack:
        for begun in (b"\x16\x03\x01\x02\x00\x01", b"\x16", b"\x00", b"\x00\x01\x00", b"G", b""):
            for _ in range(8):
                silent = stack.enter_context(socket.create_connection((HOST, house.port)))
                with contextlib.suppress(ConnectionError):
                    silent.sendall(begun)
        assert healthy(house)
        assert client(house).allocate().code == 0


def test_of_one_address_only_so_many_are_silent_at_a_time(house):
    """600 half TLS records, or nothing: those beyond 512 are closed at once, and whoever comes from elsewhere is served."""
    with contextlib.ExitStack() as stack:
        for _ in range(600):
            silent = stack.enter_context(socket.create_connection((HOST, house.port), source_address=("127.0.0.77", 0)))
            with contextlib.suppress(ConnectionError):
                silent.sendall(b"\x16\x03\x01\x02\x00\x01" if house.transport == "tls" else b"")
        with contextlib.suppress(ConnectionError):
            silent.settimeout(5)
            assert silent.recv(1) == b""
        assert healthy(house)
        assert client(house).allocate().code == 0


def test_a_message_as_long_as_can_be_is_bounded(house):
    """RFC 8489's length field allows 64 KB: more than any client sends."""
    with wire(house) as one, contextlib.suppress(ConnectionError):
        one.send(header(ALLOCATE, 0xFFFC, os.urandom(12)) + attribute(*UDP) + struct.pack("!HH", 0x8022, 0xFFF0))
        for _ in range(20):
            one.send(bytes(3276))
        one.send(binding())
    assert healthy(house)


def test_a_client_that_goes_without_a_word_leaves_nothing(house):
    """An allocation made through the pages' port ends with its connection."""
    folder = f"/proc/{house.process.pid}/fd"
    assert healthy(house)
    before = len(os.listdir(folder))
    clients = [client(house).allocated() for _ in range(30)]
    assert len(os.listdir(folder)) >= before + 50
    for number, one in enumerate(clients):
        if number % 2:
            one.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.close()
    until(lambda: len(os.listdir(folder)) <= before + 5)
