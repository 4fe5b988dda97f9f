# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Drives the echo server of WebSocketUpgradeTests, whose port is the argument, with PyPI websockets."""

import sys

from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.sync.client import connect

ADDRESS = f"ws://127.0.0.1:{sys.argv[1]}"


def opened(**options):
    options.setdefault("subprotocols", ["visavis.v1", "ticket.abc"])
    return connect(f"{ADDRESS}/ws", compression=None, **options)


def close_code(socket):
    try:
        while True:
            socket.recv(timeout=5)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 1006


def handshake():
    with opened() as socket:
        assert socket.subprotocol == "visavis.v1", socket.subprotocol
    # An extension that is offered is not taken.
    with connect(f"{ADDRESS}/ws", compression="deflate") as socket:
        assert not socket.protocol.extensions
        socket.send("plain")
        assert socket.recv(timeout=5) == "plain"
    try:
        connect(f"{ADDRESS}/other")
    except InvalidStatus as refused:
        assert refused.response.status_code == 401
        assert refused.response.body == b"no", refused.response.body
    else:
        raise AssertionError("opened at a path that is refused")


def messages():
    with opened() as socket:
        for text in ["", "a", "Zoë 👩‍👩‍👧", "x" * 125, "y" * 126, "z" * 65_535, "ë" * 32_768]:
            socket.send(text)
            assert socket.recv(timeout=5) == text, len(text)
        socket.send(["in ", "three ", "fragments"])
        assert socket.recv(timeout=5) == "in three fragments"
        for number in range(1_000):
            socket.send(str(number))
        for number in range(1_000):
            assert socket.recv(timeout=5) == str(number)


def pings():
    with opened() as socket:
        assert socket.ping(b"x" * 125).wait(timeout=5)


def closing():
    with opened() as socket:
        socket.close(code=4000, reason="au revoir")
        assert socket.protocol.close_rcvd.code == 4000
    with opened() as socket:
        socket.send("close")
        assert close_code(socket) == 4401


def limits():
    with opened() as socket:
        socket.send("x" * 65_537)
        assert close_code(socket) == 1009
    with opened() as socket:
        try:
            socket.send("x" for _ in range(100_000))
        except ConnectionClosed:
            pass
        assert close_code(socket) == 1009
    with opened() as socket:
        socket.send(b"binary")
        assert close_code(socket) == 1003
    with opened() as socket:
        frame = Frame(Opcode.TEXT, b"\xed\xa0\x80")
        socket.socket.sendall(frame.serialize(mask=True))
        assert close_code(socket) == 1007


for part in [handshake, messages, pings, closing, limits]:
    part()
    print(part.__name__, "ok", flush=True)
