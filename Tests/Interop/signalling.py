# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A page's signalling socket, spoken by PyPI websockets; and requests as raw bytes."""

import contextlib
import json
import socket
import time

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect


class RoomPage:
    """Says hello with the ticket of a page and keeps every message that it hears."""

    def __init__(self, server, ticket: str, resume: str | None = None, hello=True):
        self.open = contextlib.ExitStack()
        self.socket = self.open.enter_context(connect(
            f"ws://localhost:{server.port}/ws", origin=server.base, compression=None,
            subprotocols=["visavis.v1", f"ticket.{ticket}"], max_size=2**21, close_timeout=1))
        self.heard: list[dict] = []
        self.texts: list[str] = []
        self.id = 0
        self.close_code = None
        if hello:
            self.say(type="hello", version=1, resume=resume)
            self.expect("welcome")

    def say(self, text: str | None = None, /, **message):
        self.socket.send(text if text is not None else json.dumps(message))

    def command(self, type: str, **fields) -> dict:
        """Sends a command; returns its `ack` or `refused`."""
        self.id += 1
        self.say(type=type, id=self.id, **fields)
        return self.expect("ack", "refused", id=self.id)

    def next(self, timeout=15.0) -> dict:
        text = self.socket.recv(timeout=timeout)
        message = json.loads(text)
        self.texts.append(text)
        self.heard.append(message)
        if message["type"] == "ping":
            self.say(type="pong")
        return message

    def expect(self, *types: str, timeout=15.0, **fields) -> dict:
        """Reads until a message of such a type and fields comes."""
        end = time.monotonic() + timeout
        while True:
            message = self.next(max(0.01, end - time.monotonic()))
            if message["type"] in types and all(message.get(name) == value for name, value in fields.items()):
                return message

    def room(self, holds) -> dict:
        """Reads until the host's view of the room is so."""
        while not holds(message := self.expect("room")):
            pass
        return message

    def state(self, state: str) -> dict:
        """Reads until the room shows the client this state."""
        return self.expect("room", state=state)

    def closed(self, timeout=15.0) -> int:
        """The close code, when the server has closed."""
        end = time.monotonic() + timeout
        try:
            while True:
                self.next(max(0.01, end - time.monotonic()))
        except ConnectionClosed as closed:
            self.close_code = closed.rcvd.code if closed.rcvd else 1006
            return self.close_code

    def leave(self):
        self.open.close()


def exchange(server, request: bytes, timeout=15.0) -> bytes:
    """Everything that the server answers to these bytes until it closes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=timeout) as connection:
        connection.sendall(request)
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
        return received
