# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""STUN and TURN written and read by the tests' own hand (RFC 8489, RFC 8656), so that wrong bytes can be sent on purpose."""

import base64
import hashlib
import hmac
import ipaddress
import itertools
import os
import socket
import ssl
import struct
import time
import zlib
from dataclasses import dataclass, field

COOKIE = 0x2112A442
BINDING, ALLOCATE, REFRESH, SEND, DATA, CREATE_PERMISSION, CHANNEL_BIND = 1, 3, 4, 6, 7, 8, 9
REQUEST, INDICATION, SUCCESS, ERROR = 0x000, 0x010, 0x100, 0x110

MAPPED_ADDRESS, USERNAME, MESSAGE_INTEGRITY, ERROR_CODE, UNKNOWN_ATTRIBUTES = 0x0001, 0x0006, 0x0008, 0x0009, 0x000A
CHANNEL_NUMBER, LIFETIME, XOR_PEER_ADDRESS, DATA_VALUE, REALM, NONCE = 0x000C, 0x000D, 0x0012, 0x0013, 0x0014, 0x0015
XOR_RELAYED_ADDRESS, REQUESTED_ADDRESS_FAMILY, EVEN_PORT, REQUESTED_TRANSPORT = 0x0016, 0x0017, 0x0018, 0x0019
DONT_FRAGMENT, MESSAGE_INTEGRITY_SHA256, PASSWORD_ALGORITHM, USERHASH = 0x001A, 0x001C, 0x001D, 0x001E
XOR_MAPPED_ADDRESS, RESERVATION_TOKEN = 0x0020, 0x0022
ADDITIONAL_ADDRESS_FAMILY, ADDRESS_ERROR_CODE, PASSWORD_ALGORITHMS, ICMP = 0x8000, 0x8001, 0x8002, 0x8004
SOFTWARE, FINGERPRINT = 0x8022, 0x8028

UDP = (REQUESTED_TRANSPORT, b"\x11\x00\x00\x00")
IPV4, IPV6 = b"\x01\x00\x00\x00", b"\x02\x00\x00\x00"


def xor_address(host: str, port: int, transaction: bytes) -> bytes:
    """An address of either family as XOR-…-ADDRESS values are written; IPv4-mapped text stays IPv6."""
    address = ipaddress.ip_address(host)
    mask = struct.pack("!I", COOKIE) + transaction
    hidden = bytes(a ^ b for a, b in zip(address.packed, mask))
    return struct.pack("!BBH", 0, 1 if address.version == 4 else 2, port ^ COOKIE >> 16) + hidden


def read_xor_address(value: bytes, transaction: bytes) -> tuple[str, int]:
    _, _, port = struct.unpack("!BBH", value[:4])
    mask = struct.pack("!I", COOKIE) + transaction
    return str(ipaddress.ip_address(bytes(a ^ b for a, b in zip(value[4:], mask)))), port ^ COOKIE >> 16


def attribute(kind: int, value: bytes, padding: bytes = b"\0") -> bytes:
    return struct.pack("!HH", kind, len(value)) + value + padding * (-len(value) % 4)


def header(kind: int, length: int, transaction: bytes, cookie: int = COOKIE) -> bytes:
    return struct.pack("!HHI", kind, length, cookie) + transaction


def signed(message: bytes, key: bytes, sha256=False) -> bytes:
    """The message with an integrity attribute after all that it has."""
    size = 32 if sha256 else 20
    head = message[:2] + struct.pack("!H", len(message) - 20 + 4 + size) + message[4:]
    code = hmac.new(key, head, hashlib.sha256 if sha256 else hashlib.sha1).digest()
    return head + attribute(MESSAGE_INTEGRITY_SHA256 if sha256 else MESSAGE_INTEGRITY, code)


def extended(message: bytes, *more: tuple[int, bytes]) -> bytes:
    """The message with attributes after all that it has, the length corrected and nothing else."""
    body = message[20:] + b"".join(attribute(kind, value) for kind, value in more)
    return message[:2] + struct.pack("!H", len(body)) + message[4:20] + body


def fingerprinted(message: bytes) -> bytes:
    head = message[:2] + struct.pack("!H", len(message) - 20 + 8) + message[4:]
    return head + attribute(FINGERPRINT, struct.pack("!I", zlib.crc32(head) ^ 0x5354554E))


def channel_data(channel: int, data: bytes, stream=False) -> bytes:
    return struct.pack("!HH", channel, len(data)) + data + b"\0" * (-len(data) % 4 if stream else 0)


@dataclass(repr=False)
class Message:
    """One message as it was read."""

    raw: bytes
    kind: int = 0
    transaction: bytes = b""
    attributes: list[tuple[int, bytes]] = field(default_factory=list)

    def __post_init__(self):
        self.kind, length, cookie = struct.unpack("!HHI", self.raw[:8])
        self.transaction = self.raw[8:20]
        assert cookie == COOKIE and length == len(self.raw) - 20 and length % 4 == 0, self.raw.hex()
        at = 20
        while at < len(self.raw):
            kind, length = struct.unpack("!HH", self.raw[at:at + 4])
            assert at + 4 + length <= len(self.raw), self.raw.hex()
            padding = self.raw[at + 4 + length:at + 4 + length + -length % 4]
            assert not any(padding), f"padding leaks {padding.hex()}"
            self.attributes.append((kind, self.raw[at + 4:at + 4 + length]))
            at += 4 + length + len(padding)

    def __repr__(self):
        return f"<method {self.method} outcome {self.outcome:#x} code {self.code} {[hex(kind) for kind, _ in self.attributes]}>"

    @property
    def method(self) -> int:
        return self.kind & 0x000F | (self.kind & 0x00E0) >> 1 | (self.kind & 0x3E00) >> 2

    @property
    def outcome(self) -> int:
        return self.kind & 0x110

    def __contains__(self, kind: int) -> bool:
        return any(kind == one for one, _ in self.attributes)

    def __getitem__(self, kind: int) -> bytes:
        return next(value for one, value in self.attributes if one == kind)

    def address(self, kind: int) -> tuple[str, int]:
        return read_xor_address(self[kind], self.transaction)

    def addresses(self, kind: int) -> list[tuple[str, int]]:
        return [read_xor_address(value, self.transaction) for one, value in self.attributes if one == kind]

    @property
    def lifetime(self) -> int:
        return struct.unpack("!I", self[LIFETIME])[0]

    @property
    def code(self) -> int:
        """The error's code; 0 for what is no error."""
        if self.outcome != ERROR:
            return 0
        value = self[ERROR_CODE]
        return (value[2] & 7) * 100 + value[3]

    @property
    def unknown(self) -> list[int]:
        value = self[UNKNOWN_ATTRIBUTES]
        return list(struct.unpack(f"!{len(value) // 2}H", value))

    def integrity_holds(self, key: bytes) -> bool:
        """Whether MESSAGE-INTEGRITY or MESSAGE-INTEGRITY-SHA256 is there, and right."""
        at = 20
        for kind, value in self.attributes:
            if kind in (MESSAGE_INTEGRITY, MESSAGE_INTEGRITY_SHA256):
                return signed(self.raw[:at], key, kind == MESSAGE_INTEGRITY_SHA256)[at + 4:] == value
            at += 4 + len(value) + -len(value) % 4
        return False


class Credential:
    """What a participant is given: made from the shared secret, or wrong on purpose."""

    numbers = itertools.count(1)

    def __init__(self, secret: str, participant: str | None = None, expires: int | None = None,
                 username: bytes | None = None, password: str | None = None):
        participant = participant or f"p{os.getpid()}.{next(self.numbers)}"
        expires = int(time.time()) + 300 if expires is None else expires
        self.username = f"{expires}:{participant}".encode() if username is None else username
        right = base64.b64encode(hmac.new(secret.encode(), self.username, hashlib.sha1).digest()).decode()
        self.password = right if password is None else password

    def key(self, realm: bytes) -> bytes:
        return hashlib.md5(self.username + b":" + realm + b":" + self.password.encode()).digest()

    def key_sha256(self, realm: bytes) -> bytes:
        return hashlib.sha256(self.username + b":" + realm + b":" + self.password.encode()).digest()


class Wire:
    """Whole frames over UDP, TCP or TLS, with the bytes left to whoever sends them."""

    def __init__(self, server: tuple[str, int], transport="udp", source: str | None = None, timeout=10.0, before=None):
        self.transport = transport
        self.buffer = b""
        family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM if transport == "udp" else socket.SOCK_STREAM)
        if before:
            before(self.socket)
        if source:
            self.socket.bind((source, 0))
        self.socket.settimeout(timeout)
        self.socket.connect(server)
        if transport == "tls":
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            self.socket = context.wrap_socket(self.socket)

    @property
    def address(self) -> tuple[str, int]:
        return self.socket.getsockname()[:2]

    def send(self, frame: bytes):
        self.socket.sendall(frame) if self.transport != "udp" else self.socket.send(frame)

    def receive(self, timeout: float | None = None) -> bytes:
        """The next whole frame, without a stream's padding; TimeoutError, or EOFError when the server has closed."""
        if timeout is not None:
            self.socket.settimeout(timeout)
        if self.transport == "udp":
            return self.socket.recv(65536)
        while True:
            if len(self.buffer) >= 4:
                kind, length = struct.unpack("!HH", self.buffer[:4])
                whole = 20 + length if kind < 0x4000 else 4 + length + -length % 4
                if len(self.buffer) >= whole:
                    frame, self.buffer = self.buffer[:whole], self.buffer[whole:]
                    return frame if kind < 0x4000 else frame[:4 + length]
            if not (read := self.socket.recv(65536)):
                raise EOFError(self.buffer.hex())
            self.buffer += read

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


# Sources of its own for each client: challenges to one address are limited. The loopback is 127/8.
sources = (f"127.{1 + n // 60000 % 100}.{1 + n // 240 % 250}.{1 + n % 240}" for n in itertools.count(os.getpid() * 7))


class Client(Wire):
    """A TURN client that does what it is told."""

    def __init__(self, server, credential: Credential, transport="udp", source: str | None = None, **options):
        if source is None and ":" not in server[0]:
            source = next(sources)
        super().__init__(server, transport, source, **options)
        self.credential = credential
        self.realm = self.nonce = b""
        self.relayed: tuple[str, int] = ("", 0)
        self.heard: list[bytes] = []

    @property
    def key(self) -> bytes:
        return self.credential.key(self.realm)

    def compose(self, method: int, *attributes, outcome=REQUEST, transaction: bytes | None = None, auth=True,
                key: bytes | None = None, username: bytes | None = None, nonce: bytes | None = None) -> bytes:
        """A message with credentials; a peer is given as (XOR_PEER_ADDRESS, (host, port))."""
        transaction = transaction or os.urandom(12)
        body = b"".join(
            attribute(kind, xor_address(*value, transaction) if isinstance(value, tuple) else value)
            for kind, value in attributes)
        if auth:
            body += attribute(USERNAME, self.credential.username if username is None else username)
            body += attribute(REALM, self.realm) + attribute(NONCE, self.nonce if nonce is None else nonce)
        kind = method & 0x0F | (method & 0x70) << 1 | (method & 0xF80) << 2 | outcome
        message = header(kind, len(body), transaction) + body
        return signed(message, self.key if key is None else key) if auth else message

    def answer(self, transaction: bytes, timeout: float | None = None) -> Message:
        """The answer to this transaction; all else that comes meanwhile is kept in `heard`."""
        while True:
            frame = self.receive(timeout)
            if frame[0] < 0x40 and frame[8:20] == transaction:
                return Message(frame)
            self.heard.append(frame)

    def exchange(self, message: bytes) -> Message:
        self.send(message)
        return self.answer(message[8:20])

    def request(self, method: int, *attributes, **how) -> Message:
        return self.exchange(self.compose(method, *attributes, **how))

    def challenge(self, method=ALLOCATE, *attributes) -> Message:
        """Asks without credentials, and keeps realm and nonce."""
        refused = self.request(method, *(attributes or (UDP,)), auth=False)
        assert refused.code == 401, refused
        self.realm, self.nonce = refused[REALM], refused[NONCE]
        return refused

    def allocate(self, *attributes, **how) -> Message:
        """A challenge if there was none, then Allocate; whatever the outcome."""
        if not self.nonce:
            self.challenge()
        answer = self.request(ALLOCATE, UDP, *attributes, **how)
        if not answer.code:
            self.relayed = answer.address(XOR_RELAYED_ADDRESS)
        return answer

    def allocated(self, *attributes, **how) -> "Client":
        answer = self.allocate(*attributes, **how)
        assert answer.code == 0, answer
        assert answer.integrity_holds(self.key)
        return self

    def refresh(self, lifetime: int | None = None, **how) -> Message:
        return self.request(REFRESH, *([] if lifetime is None else [(LIFETIME, struct.pack("!I", lifetime))]), **how)

    def permit(self, *peers: tuple[str, int], **how) -> Message:
        return self.request(CREATE_PERMISSION, *((XOR_PEER_ADDRESS, peer) for peer in peers), **how)

    def bind(self, channel: int, peer: tuple[str, int], **how) -> Message:
        number = (CHANNEL_NUMBER, struct.pack("!HH", channel, 0))
        return self.request(CHANNEL_BIND, number, (XOR_PEER_ADDRESS, peer), **how)

    def indicate(self, peer: tuple[str, int], data: bytes, *more):
        """A Send indication."""
        self.send(self.compose(SEND, (XOR_PEER_ADDRESS, peer), (DATA_VALUE, data), *more, outcome=INDICATION, auth=False))

    def say(self, channel: int, data: bytes):
        """ChannelData."""
        self.send(channel_data(channel, data, stream=self.transport != "udp"))

    def hear(self, timeout: float | None = None) -> tuple[object, bytes]:
        """The next data from a peer: (channel number, or the peer of a Data indication, bytes)."""
        frame = self.heard.pop(0) if self.heard else self.receive(timeout)
        if frame[0] & 0xC0 == 0x40:
            channel, length = struct.unpack("!HH", frame[:4])
            assert len(frame) == 4 + length
            return channel, frame[4:]
        message = Message(frame)
        assert (message.method, message.outcome) == (DATA, INDICATION), message
        return message.address(XOR_PEER_ADDRESS), message.attributes and message[DATA_VALUE]


def peer(host="127.0.0.1") -> socket.socket:
    """A socket that plays the peer."""
    one = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
    one.bind((host, 0))
    one.settimeout(10)
    return one


def drained(one: socket.socket) -> list[bytes]:
    """What lies in a datagram socket's queue."""
    found, timeout = [], one.gettimeout()
    one.setblocking(False)
    try:
        while True:
            found.append(one.recv(65536))
    except BlockingIOError:
        return found
    finally:
        one.settimeout(timeout)


def nothing_came(one: socket.socket) -> bool:
    return drained(one) == []
