# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A client on the server's own link, with nothing but the IPv6 address that every interface makes for itself."""

import json
import re
import subprocess
import sys
from pathlib import Path

from network import SERVER
from person import until
from turn_server import Relay

# Asks at a link-local address for its own, over UDP and TCP.
ASK = """
import json, os, socket, sys
sys.path.insert(0, %r)
from turn_wire import Message, header
seen = []
for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
    with socket.socket(socket.AF_INET6, kind) as one:
        one.settimeout(3)
        one.connect((%r, %r, 0, socket.if_nametoindex("wan")))
        one.send(header(1, 0, os.urandom(12)))
        seen.append(Message(one.recv(1000)).address(0x20)[0])
print(json.dumps(seen))
"""


def address(interface: str, inside: str | None = None) -> str | None:
    """The interface's own, once the kernel has made sure that nobody else has it."""
    command = ["ip", *(["-n", inside] if inside else []), "-6", "address", "show", "dev", interface, "scope", "link", "-tentative"]
    found = re.search(r"inet6 (fe80::[0-9a-f:]+)", subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found and found[1]


def test_a_client_on_the_same_link_is_answered(network, tmp_path):
    ours, theirs = (until(lambda: address(*place), within=20) for place in (("to-anne",), ("wan", "nat-anne")))
    relay = Relay(tmp_path, host=SERVER, TURN_HOST="0.0.0.0,::", TURN_PUBLIC_IP=SERVER).start()
    try:
        code = ASK % (str(Path(__file__).parents[1] / "Interop"), ours, relay.port)
        done = subprocess.run(
            ["ip", "netns", "exec", "nat-anne", sys.executable, "-c", code], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == [theirs, theirs]
    finally:
        relay.stop()
