# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A machine that gets an address while the relay runs."""

import os

import pytest

from network import SERVER, ip
from person import until
from turn_server import Relay
from turn_wire import BINDING, REQUEST, Client, header

GAINED = "45.9.9.9"


def test_an_address_that_the_machine_gets_is_closed_to_peers(network, tmp_path):
    relay = Relay(tmp_path, allowed="", host=SERVER, TURN_HOST="0.0.0.0", TURN_PUBLIC_IP=SERVER).start()
    try:
        with Client(relay.at("udp"), relay.credential("anna"), source=SERVER) as client:
            client.allocated()
            ours = (GAINED, relay.port)
            assert client.permit(ours).code == 0 and client.bind(0x4000, ours).code == 0
            ip("address", "add", f"{GAINED}/32", "dev", "lo")
            until(lambda: client.permit(ours).code == 403, within=20)
            assert client.bind(0x4000, ours).code == 403 and client.bind(0x4001, (GAINED, 80)).code == 403
            # What was permitted before reaches our own listening port no more.
            question = header(BINDING | REQUEST, 0, os.urandom(12))
            client.say(0x4000, question)
            client.indicate(ours, question)
            with pytest.raises(TimeoutError):
                client.hear(0.5)
    finally:
        ip("address", "flush", "to", f"{GAINED}/32", "dev", "lo")
        relay.stop()
