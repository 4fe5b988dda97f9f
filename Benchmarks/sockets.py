# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What thousands of open pages cost the server, and how many messages it passes on."""

import contextlib
import json
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import rooms
from cores import on_core, raise_file_limit
from server import Server, free_port
from table import ROOT, Row

PROGRAMS = ROOT / "Benchmarks/.build/release"
ROOMS = 2_500
ROUNDS = 3
SECONDS = 5
# Calls that run at once in the measure of messages, one message of each side under way.
CALLS = 100
SIZE = 200


def load(**options) -> dict:
    """One run of the load, on the second core."""
    arguments = []
    for name, value in options.items():
        arguments += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    with on_core(1):
        done = subprocess.run([PROGRAMS / "SocketLoad", *arguments], text=True, capture_output=True, timeout=150)
    lines = done.stdout.splitlines()
    is_whole = done.returncode == 0 and lines and lines[-1].startswith('{"')
    assert is_whole, done.stdout[-2000:] + done.stderr[-2000:]
    return json.loads(lines[-1])


def wait_for(port: int):
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.01)
    raise AssertionError(f"nothing listens on {port}")


@contextlib.contextmanager
def bare_echo():
    port = free_port()
    with on_core(0):
        process = subprocess.Popen([PROGRAMS / "BareEcho", str(port)], stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)


@contextlib.contextmanager
def filled_server(**settings):
    """(server, rooms): a server that was stopped, filled with rooms and is ready to be started again."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(
            Path(folder), max_sockets="100000", signals_per_second="100000", log_level="warning", **settings)
        server.start()
        server.stop()
        yield server, rooms.fill(server.folder / "data/visavis.sqlite", ROOMS)
        server.stop()


def endpoint(server) -> dict:
    return {"port": server.port, "path": "/ws", "origin": server.base, "pid": server.process.pid}


def message(before: str, after: str) -> str:
    """Padded to 200 bytes as sent: the time with its marks takes 18, a call's id 22."""
    filling = SIZE - 18 - len(before.replace("{call}", "c" * 22)) - len(after)
    return before + "{time}" + "x" * filling + after


# What is echoed, and a description, which the server checks byte by byte before it passes it on.
ECHOED = message("", "")
SIGNAL = message('{"type":"signal","call":"{call}","description":{"type":"offer","sdp":"v=0\\r\\na=', '\\r\\n"}}')


def idle() -> list[Row]:
    with filled_server() as (server, made), tempfile.TemporaryDirectory() as folder:
        server.start()
        # The first page of each kind is made, so that what is made once is not counted as a socket's.
        for path in ("/healthz", "/login"):
            urllib.request.urlopen(server.base + path).read()
        plan = Path(folder) / "plan"
        made.write_plan(plan, range(ROOMS), in_call=False)
        found = load(**endpoint(server), plan=plan, seconds=0, rest=15)
    with bare_echo() as (port, pid):
        bare = load(port=port, pid=pid, sockets=2 * ROOMS, seconds=0)
    each = (found["idleKiB"] - found["emptyKiB"]) / found["sockets"]
    bare_each = (bare["idleKiB"] - bare["emptyKiB"]) / bare["sockets"]
    empty = found["emptyKiB"] / 1024
    return [
        Row(f"{found['sockets']:,} idle sockets in {ROOMS:,} rooms, resident memory of each above the empty server",
            "≤ 12 KiB", f"{each:.1f} KiB, {found['lost']} lost", f"bare NIO echo {bare_each:.1f} KiB",
            each <= 12 and found["lost"] == 0),
        Row("the empty server, resident", "≤ 60 MB", f"{empty * 1.048576:.0f} MB", "", empty * 1.048576 <= 60),
    ]


def relay() -> list[Row]:
    """Echo and relay by turns; then both at half of the relay's rate."""
    ours, bare = [], []
    with filled_server() as (server, made), bare_echo() as (port, pid), tempfile.TemporaryDirectory() as folder:
        with on_core(0):
            server.start()

        def calls(number: int, **options) -> dict:
            plan = Path(folder) / f"plan{number}"
            made.write_plan(plan, range(number * CALLS, (number + 1) * CALLS), in_call=True)
            return load(**endpoint(server), plan=plan, paired=True, message=SIGNAL, seconds=SECONDS, **options)

        for number in range(ROUNDS):
            bare.append(load(port=port, pid=pid, sockets=2 * CALLS, seconds=SECONDS, message=ECHOED))
            # One message of each side under way: as many as the echo has.
            ours.append(calls(number, window=2))
        rate = statistics.median(run["perSecond"] for run in ours)
        half = calls(ROUNDS, rate=int(rate / 2))
        bare_half = load(port=port, pid=pid, sockets=2 * CALLS, seconds=SECONDS, message=ECHOED, rate=int(rate / 2))
    echo = statistics.median(run["perSecond"] for run in bare)
    per_core = [statistics.median(run["perSecond"] / run["serverCPU"] for run in runs) for runs in (ours, bare)]
    shares = [statistics.median(run["serverCPU"] for run in runs) for runs in (ours, bare)]
    # Where the load could not keep a server busy, its rate says less than what a second of its processor carries.
    ratio = min(rate / echo, per_core[0] / per_core[1])
    lost = sum(run["lost"] for run in [*ours, half])
    return [
        Row(f"relayed messages of {SIZE} B, server on one core, {CALLS} calls", "≥ 0.6 × the echo",
            f"{rate:,.0f}/s ({shares[0]:.0%} of the core), {lost} sockets lost: {ratio:.2f} ×",
            f"bare NIOWebSocket echo {echo:,.0f}/s ({shares[1]:.0%} of the core)", ratio >= 0.6 and lost == 0),
        Row("their delay at half of that rate", "p99 ≤ 20 ms",
            f"{half['perSecond']:,.0f}/s: p50 {half['p50']:.1f}, p99 {half['p99']:.1f}, p99.9 {half['p999']:.1f} ms",
            f"the echo at the same rate: p99 {bare_half['p99']:.1f} ms", half["p99"] <= 20 and half["arrived"] >= 0.98 * half["sent"]),
    ]


def rows() -> list[Row]:
    raise_file_limit()
    return idle() + relay()
