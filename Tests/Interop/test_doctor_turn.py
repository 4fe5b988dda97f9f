# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The operator asks the doctor about the relay, and is told the hop that fails and the likely cause."""

from pathlib import Path

import pytest

from conftest import served
from server import free_port
from turn_server import SECRET, certificate, free_range

HOST = "127.0.0.1"
FILES = tuple(map(Path, certificate()))


SETTINGS = {"turn_secret": SECRET, "turn_host": HOST, "turn_allowed_peers": "127.0.0.0/8"}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A site that serves https, with the relay inside."""
    yield from served(
        tmp_path_factory.mktemp("house"), tls=FILES, turn_public_ip=HOST, turn_relay_ports=free_range(200, HOST), **SETTINGS)


@pytest.fixture(scope="module")
def misled(tmp_path_factory):
    """One whose operator named an address that is not the relay's."""
    yield from served(
        tmp_path_factory.mktemp("misled"), turn_public_ip="192.0.2.99", turn_relay_ports=free_range(200, HOST), **SETTINGS)


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory):
    """The same, with the peers that are allowed by default: the relay refuses the machine that asks."""
    yield from served(
        tmp_path_factory.mktemp("doubtful"), turn_public_ip="192.0.2.99", turn_relay_ports=free_range(200, HOST),
        **{name: value for name, value in SETTINGS.items() if name != "turn_allowed_peers"})


def doctor(server, *arguments: str, patience=2):
    """`patience` in seconds: long where all answer, short where some never do."""
    return server.command("doctor", "turn", "--patience", str(patience), *arguments)


def test_each_address_that_browsers_are_told_is_tried_both_ways(house):
    done = doctor(house, "--trust", str(FILES[0]), patience=15)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line.split("?")[1].split(" ")[0] for line in lines[::2]] == ["transport=udp", "transport=tcp", "transport=tcp"]
    assert all(f" works: relayed at {HOST}:" in line and line.endswith(" ms.") for line in lines[::2])
    assert all("from outside is not known" in line for line in lines[1::2])
    assert lines[4].startswith(f"turns:localhost:{house.port}?")


def test_a_wrong_public_address_is_found_although_the_relay_hands_over_to_itself(misled):
    done = doctor(misled)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert len(lines) == 6
    assert all(" fails: relayed at 192.0.2.99:" in line for line in lines[::2])
    assert all("did not arrive" in line and "turnPublicIp" in line for line in lines[1::2])


def test_a_public_address_that_cannot_be_tried_is_not_said_to_work(doubtful):
    done = doctor(doubtful)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert all(" fails: relayed at 192.0.2.99:" in line for line in lines[::2])
    assert all(f"answers at {HOST}" in line and "turnPublicIp" in line for line in lines[1::2])


def test_a_certificate_that_nobody_vouches_for_is_named(house):
    done = doctor(house)
    assert done.returncode == 1
    assert f"turns:localhost:{house.port}?transport=tcp fails: its certificate is not trusted." in done.stdout


def test_a_wrong_secret_a_closed_port_and_a_wrong_name_are_named(house):
    told = doctor(house, "--trust", str(FILES[0])).stdout.split("?")[0]
    done = doctor(
        house, "--secret", "another secret of the test", "--url", told, "--url", f"turn:{HOST}:{free_port()}?transport=tcp",
        "--url", "turn:nobody.invalid")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert "401" in lines[0] and "turnSecret" in lines[1]
    assert "is refused" in lines[2] and "turnPort" in lines[3]
    assert "nobody.invalid has no address" in lines[4] and "DNS" in lines[5]


def test_without_a_server_and_an_address_it_says_what_to_do(tmp_path, house):
    done = doctor(house, "--data-dir", str(tmp_path))
    assert done.returncode == 1
    assert "start it, or name an address with --url" in done.stderr
