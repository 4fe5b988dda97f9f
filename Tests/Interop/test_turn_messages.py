# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What the relay believes of a message, and what it answers to a wrong one. Cases are numbered as in the list of faults."""

import hashlib
import os
import struct
import time

import pytest

from turn_server import relay_of
from turn_wire import (
    ADDITIONAL_ADDRESS_FAMILY, ALLOCATE, BINDING, CHANNEL_BIND, CHANNEL_NUMBER, CREATE_PERMISSION, DATA, DONT_FRAGMENT, ERROR,
    ERROR_CODE, EVEN_PORT, FINGERPRINT, INDICATION, IPV4, IPV6, LIFETIME, MESSAGE_INTEGRITY, MESSAGE_INTEGRITY_SHA256, NONCE,
    PASSWORD_ALGORITHM, PASSWORD_ALGORITHMS, REALM, REFRESH, REQUEST, REQUESTED_ADDRESS_FAMILY, REQUESTED_TRANSPORT,
    RESERVATION_TOKEN, SOFTWARE, SUCCESS, UDP, USERHASH, USERNAME, XOR_MAPPED_ADDRESS, XOR_PEER_ADDRESS, XOR_RELAYED_ADDRESS,
    Client, Credential, Message, Wire, attribute, extended, fingerprinted, header, nothing_came, peer, signed, sources,
    xor_address)
from turn_server import SECRET


@pytest.fixture(scope="module")
def relay(tmp_path_factory):
    relay = relay_of(tmp_path_factory.mktemp("relay")).start()
    yield relay
    assert relay.alive()
    relay.stop()


def client(relay, transport="udp", **how) -> Client:
    return Client(relay.at(transport), relay.credential(**how), transport)


def binding(*attributes: tuple[int, bytes], transaction: bytes | None = None) -> bytes:
    return extended(header(BINDING | REQUEST, 0, transaction or os.urandom(12)), *attributes)


# MARK: Binding


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_binding_tells_the_clients_address(relay, transport, host):
    """RFC 8489, section 6.3.1."""
    with Wire(relay.at(transport, host), transport) as wire:
        request = binding()
        wire.send(request)
        answer = Message(wire.receive())
        assert (answer.method, answer.outcome, answer.transaction) == (BINDING, SUCCESS, request[8:20])
        assert answer.address(XOR_MAPPED_ADDRESS) == wire.address
        assert SOFTWARE not in answer and len(answer.raw) <= (40 if host == "127.0.0.1" else 44)


def test_a_fingerprint_is_answered_with_one(relay):
    with Wire(relay.at("udp"), source=next(sources)) as wire:
        wire.send(fingerprinted(binding()))
        raw = wire.receive()
        assert Message(raw).attributes[-1][0] == FINGERPRINT
        assert fingerprinted(raw[:2] + struct.pack("!H", len(raw) - 28) + raw[4:-8]) == raw


# MARK: Case 3: what follows the integrity is not believed


def appended(one: Client, method: int, before, after) -> Message:
    transaction = os.urandom(12)
    after = [(kind, xor_address(*value, transaction) if isinstance(value, tuple) else value) for kind, value in after]
    return one.exchange(fingerprinted(extended(one.compose(method, *before, transaction=transaction), *after)))


def test_case_3_a_peer_after_the_integrity_gets_no_permission(relay):
    one = client(relay).allocated()
    with peer("127.0.0.1") as asked, peer("127.0.0.7") as smuggled:
        answer = appended(one, CREATE_PERMISSION, [(XOR_PEER_ADDRESS, asked.getsockname())],
                          [(XOR_PEER_ADDRESS, smuggled.getsockname())])
        assert answer.code == 0
        smuggled.sendto(b"no", one.relayed)
        asked.sendto(b"yes", one.relayed)
        assert one.hear() == (asked.getsockname(), b"yes")
        one.indicate(smuggled.getsockname(), b"no")
        assert one.refresh().code == 0 and one.heard == [] and nothing_came(smuggled)


def test_case_3_a_lifetime_after_the_integrity_is_not_heard(relay):
    one = client(relay).allocated()
    answer = appended(one, REFRESH, [], [(LIFETIME, bytes(4))])
    assert answer.code == 0 and answer.lifetime >= 600
    assert one.refresh().code == 0


@pytest.mark.parametrize("method, before, after, code", [
    (CREATE_PERMISSION, [], [(XOR_PEER_ADDRESS, ("127.0.0.1", 9))], 400),
    (CHANNEL_BIND, [(CHANNEL_NUMBER, b"\x40\x00\0\0")], [(XOR_PEER_ADDRESS, ("127.0.0.1", 9))], 400),
    (CHANNEL_BIND, [(XOR_PEER_ADDRESS, ("127.0.0.1", 9))], [(CHANNEL_NUMBER, b"\x40\x00\0\0")], 400),
    (REFRESH, [], [(0x7F00, b"unknown!")], 0),
    (REFRESH, [], [(REQUESTED_ADDRESS_FAMILY, IPV6)], 0),
])
def test_case_3_what_is_missing_cannot_be_appended(relay, method, before, after, code):
    assert appended(client(relay).allocated(), method, before, after).code == code


def test_case_3_an_allocation_is_not_asked_for_after_the_integrity(relay):
    one = client(relay)
    one.challenge()
    assert appended(one, ALLOCATE, [], [UDP]).code == 400
    assert appended(one, ALLOCATE, [UDP], [(EVEN_PORT, b"\x80"), (LIFETIME, bytes(4))]).code == 0
    assert one.refresh().code == 0


# MARK: Case 4: bytes that are no message


def malformed() -> dict[str, bytes]:
    good = binding()
    allocate = header(ALLOCATE, 8, os.urandom(12)) + attribute(*UDP)
    return {
        "empty": b"", "one byte": b"\0", "19 bytes": good[:19], "a bare half": good[:10],
        **{f"length {n}": good[:2] + struct.pack("!H", n) + good[4:] for n in (1, 2, 3, 4, 8, 0xFFFC, 0xFFFF)},
        "shorter than said": allocate[:-4], "longer than said": allocate + b"\0\0\0\0",
        "65,507 bytes": header(BINDING, 65_484, os.urandom(12)) + attribute(SOFTWARE, b"x" * 65_480),
        "65,507 bytes of nothing": bytes(65_507), "65,507 bytes of ones": b"\xFF" * 65_507,
        "attribute past the end": header(BINDING, 8, os.urandom(12)) + struct.pack("!HH", SOFTWARE, 5) + b"abcd",
        "attribute of 65,535": header(BINDING, 8, os.urandom(12)) + struct.pack("!HH", SOFTWARE, 0xFFFF) + b"abcd",
        "half an attribute": header(BINDING, 4, os.urandom(12)) + struct.pack("!HH", USERNAME, 4),
        "bad cookie": good[:4] + b"\x21\x12\xA4\x43" + good[8:], "RFC 3489": good[:4] + os.urandom(4) + good[8:],
        "bad fingerprint": extended(good, (FINGERPRINT, b"\1\2\3\4")), "short fingerprint": extended(good, (FINGERPRINT, b"\1")),
        "fingerprint, then more": extended(fingerprinted(good), (SOFTWARE, b"more")),
        "top bits 10": b"\x80" + good[1:], "top bits 11": b"\xC0" + good[1:], "channel 0x4000": b"\x40" + good[1:],
        "a success": header(BINDING | SUCCESS, 0, os.urandom(12)), "an error": header(BINDING | ERROR, 0, os.urandom(12)),
        "an indication": header(BINDING | INDICATION, 0, os.urandom(12)),
        "an Allocate indication": header(ALLOCATE | INDICATION, 0, os.urandom(12)),
        "a Data indication": header(DATA | INDICATION, 0, os.urandom(12)), "a Data request": header(DATA, 0, os.urandom(12)),
        "method 0": header(0, 0, os.urandom(12)), "method 0xFFF": header(0x3EEF, 0, os.urandom(12)),
        "short error code": extended(good, (ERROR_CODE, b"\0")), "10,000 attributes": extended(good, *[(SOFTWARE, b"")] * 10_000),
        "integrity alone": extended(good, (MESSAGE_INTEGRITY, bytes(20))),
        "short integrity": extended(good, (MESSAGE_INTEGRITY, bytes(19))),
        "long SHA-256": extended(good, (MESSAGE_INTEGRITY_SHA256, bytes(36))),
        "mapped address of family 9": extended(good, (XOR_MAPPED_ADDRESS, b"\0\x09" + bytes(6))),
        "HTTP": b"GET / HTTP/1.1\r\n\r\n", "TLS": bytes.fromhex("160301020001000"
                                                               "1fc0303") + bytes(64), "DTLS": b"\x16\xfe\xfd" + bytes(60),
    }


# A Binding request needs no attribute, and of these none means anything there.
STRANGE = {"65,507 bytes", "10,000 attributes", "fingerprint, then more", "short error code", "mapped address of family 9",
           "integrity alone", "short integrity", "long SHA-256"}


@pytest.mark.parametrize("name", malformed())
def test_case_4_a_malformed_datagram_is_dropped_or_answered_400(relay, name):
    frame = malformed()[name]
    with Wire(relay.at("udp"), source=next(sources)) as wire:
        wire.send(frame)
        mark = binding()
        wire.send(mark)
        answers = []
        while (answer := Message(wire.receive())).transaction != mark[8:20]:
            answers.append(answer)
        assert len(answers) <= 1
        for answer in answers:
            assert len(answer.raw) <= 4 * len(frame)
            assert answer.code in (400, 401, 420) or name in STRANGE and not answer.code


@pytest.mark.parametrize("transport", ["tcp", "tls"])
def test_case_4_a_malformed_stream_ends_and_harms_no_other(relay, transport):
    with client(relay, transport) as bystander:
        bystander.allocated()
        for name, frame in malformed().items():
            with Wire(relay.at(transport), transport) as wire:
                try:
                    wire.send(frame)
                    wire.send(binding())
                    if name in ("bad cookie", "top bits 10", "HTTP", "length 1"):
                        with pytest.raises((EOFError, ConnectionError)):
                            while True:
                                wire.receive()
                except (ConnectionError, AssertionError):
                    continue
        assert bystander.refresh().code == 0


# MARK: Case 7: challenges


@pytest.mark.parametrize("method", [ALLOCATE, REFRESH, CREATE_PERMISSION, CHANNEL_BIND])
def test_case_7_a_challenge_is_short_and_tells_nothing(relay, method):
    with Wire(relay.at("udp"), source=next(sources)) as wire:
        wire.send(header(method, 0, os.urandom(12)))
        answer = Message(wire.receive())
        assert answer.code in (400, 401, 437)
        assert len(answer.raw) <= 4 * 20 and SOFTWARE not in answer
        if method == ALLOCATE:
            assert answer.code == 401 and REALM in answer and NONCE in answer


def test_case_7_challenges_to_one_address_are_limited(relay):
    """At most 10 a second to one address whatever its port; Binding is answered all the same, and others are not touched."""
    source = next(sources)
    began = time.monotonic()
    answers = 0
    for _ in range(3):
        with Wire(relay.at("udp"), source=source) as wire:
            for _ in range(50):
                wire.send(header(ALLOCATE, 8, os.urandom(12)) + attribute(*UDP))
            mark = binding()
            wire.send(mark)
            while Message(wire.receive()).transaction != mark[8:20]:
                answers += 1
    seconds = time.monotonic() - began
    assert 1 <= answers <= 10 * (seconds + 2)
    client(relay).allocated()


# MARK: Case 8: nonces


@pytest.fixture
def elsewhere(relay):
    """A nonce that was given to another address."""
    with client(relay) as one:
        one.challenge()
        return one.nonce


@pytest.mark.parametrize("name", ["wrong", "empty", "another's", "800 bytes", "not base64", "of nothing", "of zeroes", "doubled"])
@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_case_8_a_wrong_nonce_is_answered_with_a_fresh_one(relay, elsewhere, name, transport):
    one = client(relay, transport)
    one.challenge()
    nonce = {"wrong": b"wrong", "empty": b"", "another's": elsewhere, "800 bytes": b"x" * 800, "not base64": b"\xFF" * 40,
             "of nothing": one.nonce[:9], "of zeroes": b"\0" * len(one.nonce), "doubled": one.nonce * 2}[name]
    stale = one.request(ALLOCATE, UDP, nonce=nonce)
    assert stale.code == 438 and stale[REALM] == one.realm
    one.nonce = stale[NONCE]
    assert one.request(ALLOCATE, UDP).code == 0


def test_case_8_no_character_of_a_nonce_may_be_altered(relay):
    one = client(relay, "tcp").allocated()
    for at in range(len(one.nonce)):
        other = b"B" if one.nonce[at:at + 1] == b"A" else b"A"
        assert one.refresh(nonce=one.nonce[:at] + other + one.nonce[at + 1:]).code == 438, at
    for cut in range(1, len(one.nonce)):
        assert one.refresh(nonce=one.nonce[:cut]).code == 438, cut
    assert one.refresh().code == 0


def test_case_8_every_method_asks_for_a_nonce_that_holds(relay):
    """Lessons of others: the nonce was not checked in ChannelBind."""
    one = client(relay, "tcp").allocated()
    there = (XOR_PEER_ADDRESS, ("127.0.0.1", 9))
    number = (CHANNEL_NUMBER, b"\x40\0\0\0")
    for method, attributes in [(REFRESH, []), (CREATE_PERMISSION, [there]), (CHANNEL_BIND, [number, there]), (ALLOCATE, [UDP])]:
        assert one.request(method, *attributes, nonce=b"stale").code == 438
        assert one.request(method, *attributes, auth=False).code == 401
        assert one.request(method, *attributes, key=b"wrong").code == 401


# MARK: Case 9: credentials


SHOCKING = {
    "expired": f"{int(time.time()) - 10}:someone", "one second after 1970": "1:someone", "negative": "-1:someone",
    "in letters": "1e9:someone", "400 digits": "9" * 400 + ":someone", "signed": f"+{int(time.time()) + 300}:someone",
    "format": f"{int(time.time()) + 300}:%s%n%s%n", "newline": f"{int(time.time()) + 300}:a\nINJECTED", "colon": ":", "empty": "",
    "no colon": f"{int(time.time()) + 300}", "no participant": f"{int(time.time()) + 300}:",
    "space": f" {int(time.time()) + 300}:x",
    "NUL": f"{int(time.time()) + 300}:so\0me", "quotes": f"{int(time.time()) + 300}:'; drop table x; --\"",
    "513 bytes": f"{int(time.time()) + 300}:" + "x" * 502, "not UTF-8": b"%d:\xff\xfe\x80" % (time.time() + 300),
    "of one letter": "x", "overflow": f"{2**64 + int(time.time())}:someone", "full width": "１７:someone",
}


@pytest.mark.parametrize("name", SHOCKING)
def test_case_9_a_username_that_is_no_credential_is_unauthorised(relay, name):
    """Though its password is right for it. What came is not logged."""
    username = SHOCKING[name]
    username = username.encode() if isinstance(username, str) else username
    one = Client(relay.at("tcp"), Credential(SECRET, username=username), "tcp")
    one.challenge()
    assert one.request(ALLOCATE, UDP).code == 401
    log = "\n".join(relay.lines)
    assert "%s%n" not in log and "INJECTED" not in log and "drop table" not in log and "9" * 50 not in log


def test_case_9_wrong_secrets_are_unauthorised_and_never_logged(relay):
    for credential in (Credential("wrong", "someone"), Credential("", "someone"), Credential(SECRET[:-1], "someone"),
                       Credential(SECRET, "someone", password=""), Credential(SECRET, "someone", password="x" * 1000)):
        one = Client(relay.at("tcp"), credential, "tcp")
        one.challenge()
        assert one.request(ALLOCATE, UDP).code == 401
    assert SECRET not in "\n".join(relay.lines)


@pytest.mark.parametrize("left_out", [USERNAME, REALM, NONCE])
def test_integrity_without_its_attributes_is_a_bad_request(relay, left_out):
    """RFC 8489, section 9.2.4."""
    one = client(relay, "tcp")
    one.challenge()
    message = header(ALLOCATE, 0, os.urandom(12))
    given = {USERNAME: one.credential.username, REALM: one.realm, NONCE: one.nonce}
    message = extended(message, UDP, *((kind, value) for kind, value in given.items() if kind != left_out))
    assert one.exchange(signed(message, one.key)).code == 400


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_integrity_made_with_another_users_key_is_unauthorised(relay, transport):
    one, other = client(relay, transport), client(relay, transport)
    one.challenge(), other.challenge()
    assert one.request(ALLOCATE, UDP, key=other.key).code == 401
    assert one.request(ALLOCATE, UDP, username=other.credential.username).code == 401


def test_refusals_of_who_is_known_are_signed(relay):
    """RFC 8489, section 9.2.4: what is refused after authentication carries integrity."""
    one = client(relay).allocated()
    assert (answer := one.permit(("10.0.0.1", 9))).code in (0, 403) and answer.integrity_holds(one.key)
    assert (answer := one.request(CREATE_PERMISSION)).code == 400 and answer.integrity_holds(one.key)
    assert (answer := one.allocate()).code == 437 and answer.integrity_holds(one.key)


# MARK: RFC 8489, section 9.2: SHA-256 and bid-down


def test_sha_256_is_offered_where_the_answer_may_be_long_and_works(relay):
    one = client(relay, "tcp")
    offer = one.challenge(ALLOCATE, UDP, (SOFTWARE, b"x" * 200))
    assert offer[NONCE].startswith(b"obMatJos2")
    algorithms = (PASSWORD_ALGORITHMS, offer[PASSWORD_ALGORITHMS])
    chosen = (PASSWORD_ALGORITHM, b"\0\x02\0\0")
    key = one.credential.key_sha256(one.realm)

    def request(method, *attributes):
        message = extended(header(method, 0, os.urandom(12)), *attributes, (USERNAME, one.credential.username),
                           (REALM, one.realm), (NONCE, one.nonce))
        return one.exchange(signed(message, key, sha256=True))

    answer = request(ALLOCATE, UDP, algorithms, chosen)
    assert answer.code == 0 and MESSAGE_INTEGRITY_SHA256 in answer and answer.integrity_holds(key)
    assert request(REFRESH, algorithms, chosen).code == 0
    # What an attacker in between would leave of the offer is not what was offered.
    assert request(REFRESH, (PASSWORD_ALGORITHMS, b"\0\x01\0\0"), chosen).code == 400
    assert request(REFRESH, chosen).code == 400
    assert request(REFRESH, algorithms).code == 400
    assert request(REFRESH, algorithms, (PASSWORD_ALGORITHM, b"\0\x09\0\0")).code == 400


def test_an_unknown_user_hash_is_unauthorised(relay):
    one = client(relay, "tcp")
    one.challenge()
    digest = hashlib.sha256(one.credential.username + b":" + one.realm).digest()
    message = extended(header(ALLOCATE, 0, os.urandom(12)), UDP, (USERHASH, digest), (REALM, one.realm), (NONCE, one.nonce))
    assert one.exchange(signed(message, b"some other key")).code == 401


# MARK: Case 14: attributes


def test_case_14_an_unknown_required_attribute_is_named(relay):
    """RFC 8489, section 6.3.1; one that is optional is ignored."""
    one = client(relay).allocated()
    for kind in (0x0003, 0x7F00, 0x7FFF):
        refused = one.request(REFRESH, (kind, b"what"), (0xFFFE, b"optional"))
        assert refused.code == 420 and refused.unknown == [kind]
    both = one.request(REFRESH, (0x7F00, b""), (0x7F01, b"more"))
    assert both.code == 420 and sorted(both.unknown) == [0x7F00, 0x7F01]
    assert one.request(REFRESH, (0xFFFE, b"optional")).code == 0
    with Wire(relay.at("udp"), source=next(sources)) as wire:
        wire.send(binding((0x7F00, b"what")))
        assert (answer := Message(wire.receive())).code == 420 and answer.unknown == [0x7F00]


@pytest.mark.parametrize("attributes, codes", [
    ([], {400}),
    ([(REQUESTED_TRANSPORT, b"\x06\0\0\0")], {442}),
    ([(REQUESTED_TRANSPORT, b"\x00\0\0\0")], {442}),
    ([(REQUESTED_TRANSPORT, b"\x11")], {400}),
    ([UDP, (REQUESTED_ADDRESS_FAMILY, b"\x03\0\0\0")], {440}),
    ([UDP, (REQUESTED_ADDRESS_FAMILY, b"\x00\0\0\0")], {440}),
    ([UDP, (REQUESTED_ADDRESS_FAMILY, b"")], {400}),
    ([UDP, (REQUESTED_ADDRESS_FAMILY, IPV4), (ADDITIONAL_ADDRESS_FAMILY, IPV6)], {400}),
    ([UDP, (ADDITIONAL_ADDRESS_FAMILY, IPV4)], {400}),
    ([UDP, (ADDITIONAL_ADDRESS_FAMILY, IPV6), (EVEN_PORT, b"\x80")], {400}),
    ([UDP, (REQUESTED_ADDRESS_FAMILY, IPV4), (RESERVATION_TOKEN, bytes(8))], {400}),
    ([UDP, (EVEN_PORT, b"\x00"), (RESERVATION_TOKEN, bytes(8))], {400}),
    ([UDP, (RESERVATION_TOKEN, bytes(8))], {508}),
    ([UDP, (RESERVATION_TOKEN, bytes(7))], {400}),
    ([UDP, (LIFETIME, bytes(3))], {400}),
    ([UDP, (EVEN_PORT, b"")], {400}),
])
def test_case_14_an_allocation_that_cannot_be_is_named(relay, attributes, codes):
    """RFC 8656, section 7.2."""
    with client(relay, "tcp") as one:
        one.challenge()
        assert one.request(ALLOCATE, *attributes).code in codes


@pytest.mark.parametrize("method", [CREATE_PERMISSION, CHANNEL_BIND])
@pytest.mark.parametrize("value", [
    None, b"", b"\0", b"\0\x01\0\0", b"\0\x01" + bytes(5), b"\0\x01" + bytes(18), b"\0\x02" + bytes(6), b"\0\x03" + bytes(6),
    b"\0\0" + bytes(6)])
def test_case_14_a_peer_address_that_is_none_is_a_bad_request(relay, method, value):
    one = client(relay, "tcp").allocated()
    attributes = [(CHANNEL_NUMBER, b"\x40\0\0\0")] if method == CHANNEL_BIND else []
    attributes += [] if value is None else [(XOR_PEER_ADDRESS, value)]
    assert one.request(method, *attributes).code in (400, 443)
    assert one.refresh().code == 0


def test_case_14_of_two_of_a_kind_the_first_counts(relay):
    """RFC 8489, section 14."""
    one = client(relay, "tcp").allocated()
    with peer("127.0.0.1") as first, peer("127.0.0.7") as second:
        answer = one.request(CHANNEL_BIND, (CHANNEL_NUMBER, b"\x40\x01\0\0"), (XOR_PEER_ADDRESS, first.getsockname()),
                             (XOR_PEER_ADDRESS, second.getsockname()), (CHANNEL_NUMBER, b"\x40\x02\0\0"))
        assert answer.code == 0
        one.say(0x4002, b"no")
        one.say(0x4001, b"yes")
        assert first.recvfrom(100)[0] == b"yes" and nothing_came(second)


def test_both_families_at_once(relay):
    """RFC 8656, section 7.2, ADDITIONAL-ADDRESS-FAMILY."""
    one = client(relay)
    answer = one.allocate((ADDITIONAL_ADDRESS_FAMILY, IPV6))
    assert [":" in host for host, _ in answer.addresses(XOR_RELAYED_ADDRESS)] == [False, True]
    for host, relayed in zip(("127.0.0.1", "::1"), answer.addresses(XOR_RELAYED_ADDRESS)):
        with peer(host) as friend:
            there = friend.getsockname()[:2]
            assert one.permit(there).code == 0
            one.indicate(there, b"out")
            data, origin = friend.recvfrom(100)
            assert (data, origin[:2]) == (b"out", relayed)
            friend.sendto(b"in", relayed)
            assert one.hear() == (there, b"in")


def test_case_14_dont_fragment_is_honoured_or_named(relay):
    """RFC 8656, section 12.2."""
    one = client(relay)
    answer = one.allocate((DONT_FRAGMENT, b""))
    if answer.code:
        assert answer.code == 420 and answer.unknown == [DONT_FRAGMENT]
        return
    with peer() as friend:
        assert one.permit(friend.getsockname()).code == 0
        for size in (1, 1200):
            one.indicate(friend.getsockname(), b"x" * size, (DONT_FRAGMENT, b""))
            assert len(friend.recv(2000)) == size
