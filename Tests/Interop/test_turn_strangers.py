# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Programs that others wrote use the relay: coturn's uclient and stunclient, and aioice."""

import asyncio
import concurrent.futures
import contextlib
import re
import ssl
import subprocess
import time

import pytest

import turn_wire
from person import until
from turn_server import SECRET, relay_of
from server import free_port
from turn_wire import Credential

aioice = pytest.importorskip("aioice")
from aioice.turn import create_turn_endpoint  # noqa: E402



@pytest.fixture(scope="module")
def relay(tmp_path_factory):
    # IPv6 has one loopback address, from which all of these come at once.
    relay = relay_of(tmp_path_factory.mktemp("relay"), TURN_CHALLENGES_PER_SECOND="1000").start()
    yield relay
    assert relay.alive()
    relay.stop()


@pytest.fixture(scope="module")
def echoes():
    """turnutils_peer, which sends back all that it receives: its port, on 127.0.0.1 and on ::1."""
    port = free_port()
    peers = [subprocess.Popen(["turnutils_peer", "-L", host, "-p", str(port)], stdout=subprocess.DEVNULL)
             for host in ("127.0.0.1", "::1")]
    yield port
    for peer in peers:
        peer.kill()
        peer.wait()


# MARK: turnutils_uclient

# Flags, number of messages. Over TLS uclient reads one record for each time that its socket is readable, and leaves the last
# ones unread when two came together: few and slow, so that none do.
OVER = {"UDP": (["-z", "20"], 40), "TCP": (["-t", "-z", "20"], 40), "TLS": (["-t", "-S", "-z", "150"], 12)}
FAMILIES = {"IPv4": ("127.0.0.1", []), "IPv6": ("::1", ["-x"])}


def uclient(relay, over: str, family: str, *arguments: str) -> subprocess.CompletedProcess:
    host, flags = FAMILIES[family]
    source = ["-L", next(turn_wire.sources)] if family == "IPv4" else []
    port = relay.at("tls" if over == "TLS" else "udp")[1]
    more, messages = OVER[over]
    participant = Credential(SECRET).username.decode().split(":")[1]
    return subprocess.run(
        ["turnutils_uclient", "-v", "-W", SECRET, "-u", participant, "-p", str(port), "-n", str(messages), *more, *flags,
         *source, *arguments, host], capture_output=True, text=True, timeout=60)


def lost_nothing(run: subprocess.CompletedProcess, over: str, clients: int) -> bool:
    sums = re.findall(r"tot_send_msgs=(\d+), tot_recv_msgs=(\d+)", run.stdout)
    return run.returncode == 0 and bool(sums) and sums[-1] == (str(OVER[over][1] * clients),) * 2


def patiently(relay, how, over: str, family: str, arguments: list[str], clients: int) -> subprocess.CompletedProcess:
    """What a busy machine makes of uclient over TLS is tried again."""
    for _ in range(4 if over == "TLS" else 1):
        run = how(relay, over, family, *arguments)
        if lost_nothing(run, over, clients) or BEYOND.search(run.stdout):
            break
    return run


BEYOND = re.compile(r"channel bind: error:? 400")


def by_channel(relay, over: str, family: str, *arguments: str) -> subprocess.CompletedProcess:
    """uclient picks a channel from 0x4000 to 0x7FFF, by the second, of which RFC 8656 knows a quarter: the rest is 400."""
    for _ in range(16):
        second = int(time.time())
        run = uclient(relay, over, family, *arguments)
        if not BEYOND.search(run.stdout):
            break
        until(lambda: time.time() >= second + 1)
    return run


RUNS = {
    **{f"Send indications, between two clients, {over}, {family}": (uclient, over, family, ["-y", "-c", "-s"], 2)
       for over in OVER for family in FAMILIES},
    **{f"Send indications, to a peer, {over}, {family}": (uclient, over, family, ["-c", "-s", "-e"], 1)
       for over in OVER for family in FAMILIES},
    **{f"channels, to a peer, {over}, {family}": (by_channel, over, family, ["-c", "-e"], 1)
       for over in OVER for family in FAMILIES},
    "pairs of ports (EVEN-PORT), UDP, IPv4": (uclient, "UDP", "IPv4", ["-y", "-s", "-X"], 4),
    "DONT-FRAGMENT, UDP, IPv4": (uclient, "UDP", "IPv4", ["-c", "-s", "-g", "-e"], 1),
    "padded channels, UDP, IPv4": (by_channel, "UDP", "IPv4", ["-c", "-D", "-e"], 1),
    "more requests than needed, TCP, IPv4": (uclient, "TCP", "IPv4", ["-c", "-s", "-G", "-e"], 1),
}


@pytest.fixture(scope="module")
def runs(relay, echoes):
    """All runs of uclient, several at once: each waits for seconds before it sends."""
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        started = {}
        for name, (how, over, family, arguments, clients) in RUNS.items():
            if arguments[-1] == "-e":
                arguments = [*arguments, FAMILIES[family][0], "-r", str(echoes)]
            started[name] = pool.submit(patiently, relay, how, over, family, arguments, clients)
        yield started


@pytest.mark.parametrize("name", RUNS)
def test_uclient_loses_nothing(runs, name):
    run, (how, over, _, _, clients) = runs[name].result(), RUNS[name]
    if how == by_channel and BEYOND.search(run.stdout):
        pytest.skip("uclient asked for none of the channels that RFC 8656 knows, in all its tries")
    assert lost_nothing(run, over, clients), run.stdout[-1500:] + run.stderr[-500:]


def test_uclients_hostile_ways_harm_nobody(relay):
    """Negative tests, broken protocol, disconnecting at random, connecting only to leave; stopped after a while of it."""
    hostile = [subprocess.Popen(
        ["turnutils_uclient", "-W", SECRET, "-u", f"hostile{flag}", "-p", str(relay.port), "-n", "5", "-y", "-c", "-s", "-L",
         next(turn_wire.sources), flag, "127.0.0.1"], stdout=subprocess.DEVNULL) for flag in ("-N", "-R", "-B", "-O")]
    for one in hostile:
        with contextlib.suppress(subprocess.TimeoutExpired):
            one.wait(3)
        one.kill()
        one.wait()
    assert relay.alive()


# MARK: turnutils_stunclient


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_stunclient_reads_its_address(relay, host):
    run = subprocess.run(
        ["turnutils_stunclient", "-p", str(relay.port), host], capture_output=True, text=True, timeout=20)
    found = re.search(r"UDP reflexive addr: \[?([\d.:]+?)\]?:(\d+)$", run.stdout, re.M)
    assert found and found[1] == host, run.stdout


# MARK: aioice


class Receiver(asyncio.DatagramProtocol):
    def __init__(self):
        self.received = asyncio.Queue()

    def datagram_received(self, data, address):
        self.received.put_nowait((data, address))


def unchecked() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_aioice_allocates_and_talks_to_a_peer(relay, transport):
    credential = relay.credential()

    async def talk():
        loop = asyncio.get_running_loop()
        echo, peer = await loop.create_datagram_endpoint(Receiver, local_addr=("127.0.0.1", 0))
        relayed, client = await create_turn_endpoint(
            Receiver, relay.at(transport), credential.username.decode(), credential.password,
            ssl=unchecked() if transport == "tls" else None, transport="udp" if transport == "udp" else "tcp")
        try:
            for size in (0, 1, 2, 3, 1200):
                relayed.sendto(b"x" * size, echo.get_extra_info("sockname"))
                data, address = await peer.received.get()
                assert (len(data), address) == (size, relayed.get_extra_info("sockname"))
                echo.sendto(data + b"!", address)
                assert (await client.received.get())[0] == b"x" * size + b"!"
        finally:
            echo.close()
            relayed.close()

    asyncio.run(asyncio.wait_for(talk(), 20))


@pytest.mark.parametrize("one, other", [("udp", "udp"), ("udp", "tcp"), ("tcp", "tcp")])
def test_two_agents_of_aioice_meet_by_relay_alone(relay, one, other):
    def agent(transport: str, controlling: bool):
        credential = relay.credential()
        return aioice.Connection(
            ice_controlling=controlling, turn_server=relay.at(transport), turn_username=credential.username.decode(),
            turn_password=credential.password, turn_transport=transport, use_ipv6=False,
            transport_policy=aioice.TransportPolicy.RELAY)

    async def call():
        agents = agent(one, True), agent(other, False)
        await asyncio.gather(*(agent.gather_candidates() for agent in agents))
        for agent_, far in (agents, agents[::-1]):
            assert [candidate.type for candidate in far.local_candidates] == ["relay"]
            for candidate in far.local_candidates:
                await agent_.add_remote_candidate(candidate)
            await agent_.add_remote_candidate(None)
            agent_.remote_username, agent_.remote_password = far.local_username, far.local_password
        await asyncio.gather(*(agent.connect() for agent in agents))
        for number in range(50):
            for agent_, far in (agents, agents[::-1]):
                await agent_.send(b"%d" % number * 100)
                assert await far.recv() == b"%d" % number * 100
        await asyncio.gather(*(agent.close() for agent in agents))

    asyncio.run(asyncio.wait_for(call(), 30))
