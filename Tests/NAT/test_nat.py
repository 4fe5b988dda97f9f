# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Calls between two homes, with the pages and the relay as people use them: nothing here tells a browser which way to take."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import play
from network import PLACES, SERVER
from play import Words, add_appointment, admit, arrive, in_call, join_link, knock, media_rise, open_room, until

words = Words("fr")

# Of the running call: kinds of both candidates in use, how this side reaches its relay, and from which address.
WAY = """(async () => {
  for (const peer of window.testPeers) {
    if (peer.connectionState !== 'connected') continue;
    const all = await peer.getStats();
    const transport = [...all.values()].find(one => one.type === 'transport');
    const pair = all.get(transport.selectedCandidatePairId);
    const [local, remote] = [all.get(pair.localCandidateId), all.get(pair.remoteCandidateId)];
    return { local: local.candidateType, remote: remote.candidateType, over: local.relayProtocol ?? null };
  }
  return null;
})()"""

# Asks two ports of the server for this host's address, from one socket.
TWO_PORTS = """
import os, socket, sys, json
sys.path.insert(0, %r)
from turn_wire import Message, header
one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
one.settimeout(5)
seen = []
for port in %r:
    one.sendto(header(1, 0, os.urandom(12)), (%r, port))
    seen.append(Message(one.recv(1000)).address(0x20))
print(json.dumps(seen))
"""


def call(people, site, mail_server):
    """(host's page in Anne's home, client's page in Zoë's) with a running call."""
    anne = people("anne")
    desk = play.set_up(site, anne, words)
    add_appointment(desk, words, site)
    link = join_link(mail_server.next()[1])
    host = open_room(anne, words, site)
    client = arrive(people("zoe"), words, link)
    knock(client, words)
    admit(host)
    in_call(host, client)
    return host, client


def mapped(home: str, ports: list[int]) -> list[list]:
    code = TWO_PORTS % (str(Path(__file__).parents[1] / "Interop"), ports, SERVER)
    done = subprocess.run(["ip", "netns", "exec", home, sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def ways(*pages) -> list[dict]:
    return [page.evaluate(WAY) for page in pages]


@pytest.fixture
def second_relay(site, tmp_path):
    """Another port that answers STUN, so that a NAT's kind can be seen."""
    environment = site.environment | {
        "VISAVIS_TURN_PORT": "3479", "VISAVIS_TURN_SECRET": "only so that two ports can be asked", "VISAVIS_TURN_RELAY_PORTS":
        "20000-20100"}
    relay = subprocess.Popen([site.process.args[0], "relay"], env=environment, stdout=subprocess.PIPE, text=True)
    relay.stdout.readline()
    yield 3479
    relay.terminate()
    relay.wait(10)


def test_the_nats_are_what_they_are_called(network, site, second_relay):
    network.translate("anne", symmetric=True)
    network.translate("zoe", symmetric=False)
    (one, first), (other, second) = mapped("anne", [3478, second_relay])
    assert one == other == PLACES["anne"][0] and first != second
    (one, first), (other, second) = mapped("zoe", [3478, second_relay])
    assert one == other == PLACES["zoe"][0] and first == second


def test_behind_ordinary_nats_they_meet_without_the_relay(network, people, site, mail_server):
    """The control: these networks let through what a call needs, where NATs keep their ports."""
    network.translate("anne", symmetric=False)
    network.translate("zoe", symmetric=False)
    for way in ways(*call(people, site, mail_server)):
        assert "relay" not in (way["local"], way["remote"]), way


def test_behind_symmetric_nats_they_meet_by_the_relay_alone(network, people, site, mail_server):
    network.translate("anne", symmetric=True)
    network.translate("zoe", symmetric=True)
    for way in ways(*call(people, site, mail_server)):
        assert "relay" in (way["local"], way["remote"]), way


@pytest.mark.parametrize("blocked, over", [("meta l4proto udp", "tcp"), ("tcp dport != 443", "udp"),
                                           ("th dport != 443", "tls")])
def test_what_a_network_blocks_is_gone_around(network, people, site, mail_server, blocked, over):
    """Without UDP by TCP, with nothing but 443 by TLS on the port of the pages; the other side need not know."""
    network.translate("anne", symmetric=True)
    network.translate("zoe", symmetric=True, block=blocked)
    host, client = call(people, site, mail_server)
    way = client.evaluate(WAY)
    if over != "udp":
        assert (way["local"], way["over"]) == ("relay", over), way
    assert "relay" in (way["local"], way["remote"]), way


def test_a_bad_network_is_borne(network, people, site, mail_server):
    """One packet in twenty is lost, each way and at both homes."""
    for home in ("anne", "zoe"):
        network.translate(home, symmetric=True, loss=5)
    host, client = call(people, site, mail_server)
    for page in (host, client):
        media_rise(page)


@pytest.mark.parametrize("symmetric", [True, False], ids=["symmetric", "ordinary"])
def test_a_client_that_changes_networks_keeps_the_call(network, people, site, mail_server, symmetric):
    """From home to the café in the middle of a call, and back: nobody knocks again, nothing is pressed."""
    for place in PLACES:
        network.translate(place, symmetric=symmetric)
    network.arrive("zoe", "zoe")
    try:
        host, client = call(people, site, mail_server)
        network.arrive("zoe", "cafe")
        for page in (host, client):
            recovered(page)
        until(client, "!document.getElementById('banner').checkVisibility()", timeout=20)
        media_rise(host)
        media_rise(client)
        # And back home.
        network.arrive("zoe", "zoe")
        for page in (host, client):
            recovered(page)
        media_rise(host)
        media_rise(client)
    finally:
        network.arrive("zoe", "zoe")


def recovered(page, within=15):
    """Forty frames more than had come when the network went, or since the connection was made anew."""
    until(page, """(async () => {
      const { frames } = await (%s)();
      window.testMoved = Math.min(window.testMoved ?? frames, frames);
      return frames >= window.testMoved + 40;
    })()""" % play.RECEIVED, timeout=within)
    page.evaluate("window.testMoved = undefined")
