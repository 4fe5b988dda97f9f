# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What docs/turn.md tells operators to paste holds."""

import re
from pathlib import Path

import pytest

from server import ROOT
from test_turn_policy import FORBIDDEN_4, OPEN_4
from turn_server import SECRET, Coturn
from turn_wire import IPV6, REQUESTED_ADDRESS_FAMILY, Client

OWN = "127.0.0.1"


def documented() -> str:
    """The lines of the configuration for coturn."""
    text = (ROOT / "docs/turn.md").read_text()
    lines = re.search(r"For coturn.*?\n\n((?:    .*\n)+)", text, re.DOTALL)[1]
    return re.sub("^    ", "", lines, flags=re.MULTILINE)


class AsDocumented(Coturn):
    def __init__(self, folder: Path):
        super().__init__(folder, host=OWN, allowed="")
        self.file = folder / "turnserver.conf"
        filled = {"the same secret": SECRET, "the machine's own IPv4 address": OWN}
        text = documented()
        for words, value in filled.items():
            assert words in text
            text = text.replace(words, value)
        self.file.write_text(text)

    @property
    def arguments(self) -> list[str]:
        words = [word for word in super().arguments if word not in ("-n", "-a", "--use-auth-secret")]
        for name in ("--static-auth-secret", "-r", "-E", "-E"):
            del words[words.index(name):words.index(name) + 2]
        return [words[0], "-c", str(self.file), *words[1:]]


@pytest.fixture(scope="module")
def relay(tmp_path_factory):
    relay = AsDocumented(tmp_path_factory.mktemp("coturn")).start()
    yield relay
    relay.stop()


def test_the_configuration_for_coturn_is_understood(relay):
    assert not [line for line in relay.lines if "ERROR" in line or "Wrong" in line]


def test_coturn_so_configured_reaches_only_what_ours_reaches(relay):
    client = Client(relay.at("udp"), relay.credential(), "udp").allocated()
    assert [address for address in FORBIDDEN_4 if client.permit((address, 9)).code != 403] == []
    assert [address for address in OPEN_4 if client.permit((address, 9)).code] == []


def test_coturn_so_configured_relays_over_ipv4_alone(relay):
    answer = Client(relay.at("udp"), relay.credential(), "udp").allocate((REQUESTED_ADDRESS_FAMILY, IPV6))
    assert answer.code == 440
