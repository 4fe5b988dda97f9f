# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The embedded relay beside coturn: processor time, capacity, delay, memory. Both in one run, by turns."""

import dataclasses
import json
import statistics
import subprocess
import sys
from collections.abc import Callable

from cores import on_core, raise_file_limit
from relays import HOST, Coturn, Visavis, running
from table import ROOT, Row, first_line

PROGRAM = ROOT / "Benchmarks/.build/release/TurnLoad"
ROUNDS = 5
PAIRS = {"topology": "pairs"}
PEER = {"topology": "peer"}
BURST = {"burst": 8, "size": 1_200}
INDICATION = {"framing": "indication"}
# What coturn carries in each of these, so that nothing is lost while the processor time is taken.
CALM = 60_000
# Of a run at a fixed rate, in each round: its second is short beside what else a machine may do in it.
REPEATS = 3


@dataclasses.dataclass
class Measure:
    """One row, or more of one run: what is run, and what is read from it."""
    mode: str
    options: dict
    rows: list["Reading"]
    # Where the next round's ramp begins: the last one's result, somewhat lowered.
    begin: dict = dataclasses.field(default_factory=dict)
    # Runs in each round.
    repeats: int = 1

    @property
    def key(self) -> str:
        return self.rows[0].what


@dataclasses.dataclass
class Reading:
    what: str
    figure: str
    unit: str
    bar: str
    # (ours, coturn's) → met.
    is_met: Callable[[float, float], bool]


def at_most(part: float) -> dict:
    return {"is_met": lambda ours, theirs: ours <= part * theirs}


def at_least(times: float) -> dict:
    return {"is_met": lambda ours, theirs: ours >= times * theirs}


def cost(what: str, where: str, bar: str, part: float) -> Reading:
    return Reading(f"{what}: CPU a datagram, {where}", "serverMicroseconds", "µs", bar, **at_most(part))


def flows(what: str, options: dict, rate: int, *, bar: tuple[str, float], times: float) -> list[Measure]:
    """The highest rate and the processor time at it; then the processor time at a rate that is the same for both.

    `bar` is that of the processor time, `times` that of the rate; `rate` is where the first ramp begins.
    """
    return [
        Measure("ramp", {"rate": rate, "seconds": 0.5, **options}, [
            Reading(f"{what}: datagrams a second before loss passes 0.1 %", "perSecond", "/s",
                    f"≥ {times:g} × coturn", **at_least(times)),
            cost(what, "each at its highest rate", *bar)]),
        Measure("traffic", {"rate": CALM, "seconds": 1, **options}, [cost(what, f"both at {CALM:,}/s", *bar)],
                repeats=REPEATS),
    ]


def delay(rate: int, **options) -> Measure:
    what = f"one-way delay at {rate:,} datagrams/s, {'both sides relayed' if options == PAIRS else 'outside peer'}"
    return Measure("delay", {"rate": rate, "seconds": 1, **options}, [
        Reading(f"{what}, p50", "p50Microseconds", "µs", "≤ coturn", **at_most(1)),
        Reading(f"{what}, p99", "p99Microseconds", "µs", "≤ coturn", **at_most(1))], repeats=REPEATS)


def stream(transport: str) -> list[Measure]:
    name = transport.upper()
    return [
        Measure("stream", {"transport": transport, "size": 1_200, "rate": 30_000, "seconds": 1}, [
            Reading(f"{name}, 1,200 B at 30,000/s, both ways, outside peer: a CPU-second relays",
                    "megabytesPerServerSecond", "MB", "≥ coturn", **at_least(1))], repeats=REPEATS),
        Measure("bulk", {"transport": transport, "size": 1_200, "seconds": 1}, [
            Reading(f"{name}, as much as it takes in, to an outside peer: a CPU-second relays",
                    "megabytesPerServerSecond", "MB", "≥ coturn", **at_least(1))]),
    ]


# In a server that goes on to the next.
TRAFFIC = [
    *flows("172 B, both sides relayed (20 pairs)", PAIRS, 70_000, bar=("≤ coturn / 1.7", 1 / 1.7), times=1.7),
    *flows("172 B, outside peer", PEER, 140_000, bar=("≤ 1.05 × coturn", 1.05), times=1),
    *flows("bursts of 8 × 1,200 B, both sides relayed", PAIRS | BURST, 70_000, bar=("≤ coturn / 3", 1 / 3), times=3),
    *flows("bursts of 8 × 1,200 B, outside peer", PEER | BURST, 140_000, bar=("≤ coturn / 3", 1 / 3), times=3),
    *flows("172 B, Send and Data indications, outside peer", PEER | INDICATION, 100_000, bar=("≤ coturn", 1), times=1),
    delay(40_000, **PEER),
    delay(120_000, **PEER),
    delay(40_000, **PAIRS),
    *stream("tcp"),
    *stream("tls"),
]


def load(relay, mode: str, **options) -> dict:
    """One run of the load, on the second core."""
    port = relay.tls_port if options.get("transport") == "tls" else relay.port
    options |= {"server": f"{HOST}:{port}", "secret": relay.secret, "pid": relay.process.pid}
    if relay.kernel_pid:
        options["kernel-pid"] = relay.kernel_pid
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    with on_core(1):
        done = subprocess.run([PROGRAM, mode, *words], text=True, capture_output=True, timeout=150)
    assert done.returncode == 0, f"{relay.name}, {mode} {options}:\n{done.stdout[-1000:]}{done.stderr[-2000:]}"
    return json.loads(done.stdout.splitlines()[-1])


class Results:
    """What each server gave in each round."""

    def __init__(self):
        self.runs: dict[tuple[str, str], list[dict]] = {}

    def add(self, relay, key: str, figures: dict):
        self.runs.setdefault((relay.name, key), []).append(figures)
        print(f"  {relay.name:8} {key}: " + ", ".join(
            f"{name} {value:,.4g}" for name, value in figures.items() if isinstance(value, float)), file=sys.stderr)

    def all(self, kind, key: str, figure: str) -> list[float]:
        return [run[figure] for run in self.runs.get((kind.name, key), []) if run.get(figure) is not None]


def measure_traffic(relay, results: Results):
    for measure in TRAFFIC:
        for _ in range(measure.repeats):
            options = dict(measure.options)
            if measure.mode == "ramp":
                options["rate"] = measure.begin.get(relay.name, options["rate"])
            figures = load(relay, measure.mode, **options)
            if measure.mode == "ramp":
                measure.begin[relay.name] = int(figures["perSecond"] * 0.85)
            results.add(relay, measure.key, figures)
    results.add(relay, "storm 1000", load(relay, "storm", allocations=1_000, hold=0.1))


def measure_memory(relay, results: Results):
    """In a server that has relayed nothing yet."""
    # Nobody asks of coturn that it gives memory back, so its round does not wait for it.
    wait = 60 if relay.name == Visavis.name else 2
    results.add(relay, "storm 4000", load(relay, "storm", allocations=4_000, hold=1, release=wait))


def spread(values: list[float], unit: str) -> str:
    def text(value: float) -> str:
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return f"{text(statistics.median(values))} {unit} ({text(min(values))} to {text(max(values))})"


def row(results: Results, key: str, reading: Reading) -> Row:
    ours, theirs = (results.all(kind, key, reading.figure) for kind in (Visavis, Coturn))
    if not ours or not theirs:
        return Row(reading.what, reading.bar, "nothing measured", "", False)
    mine, other = statistics.median(ours), statistics.median(theirs)
    bound = sum(bool(run.get("isLoadBound")) for run in results.runs[Visavis.name, key])
    note = f"; the load was the limit in {bound} of {len(ours)}" if bound else ""
    return Row(reading.what, reading.bar, f"{spread(ours, reading.unit)}: {mine / other:.2f} ×{note}",
               f"coturn {spread(theirs, reading.unit)}", reading.is_met(mine, other))


def memory_rows(results: Results) -> list[Row]:
    key = "storm 4000"

    def each(kind) -> list[float]:
        return [(run["openKiB"] - run["idleKiB"]) * 1.024 / run["allocations"] for run in results.runs[kind.name, key]]

    def back(kind) -> list[float]:
        return [run["releasedKiB"] / run["idleKiB"] for run in results.runs[kind.name, key]]

    ours, theirs = each(Visavis), each(Coturn)
    mine, other = statistics.median(ours), statistics.median(theirs)
    seconds = [run.get("backSeconds") for run in results.runs[Visavis.name, key]]
    is_back = all(value is not None for value in seconds)
    after = f"after {max(seconds):.1f} s at most" if is_back else "not in each round"
    idle = statistics.median(run["idleKiB"] for run in results.runs[Visavis.name, key]) / 1024
    coturn_idle = statistics.median(run["idleKiB"] for run in results.runs[Coturn.name, key]) / 1024
    return [
        Row("memory an allocation with a permission and a channel, 4,000 of them", "≤ coturn / 2",
            f"{spread(ours, 'KB')}: {mine / other:.2f} ×", f"coturn {spread(theirs, 'KB')}", mine <= other / 2),
        Row("memory after their release", "≤ 1.3 × idle within 60 s",
            f"{spread(back(Visavis), '×')} of {idle:.0f} MiB, {after}",
            f"coturn {spread(back(Coturn), '×')} of {coturn_idle:.0f} MiB after 2 s", is_back),
    ]


def storm_rows(results: Results) -> list[Row]:
    what = Reading("CPU for 1,000 allocations (challenge, integrity, permission, channel)", "serverMilliseconds", "ms",
                   "≤ coturn", **at_most(1))
    rate = results.all(Visavis, "storm 4000", "allocationsPerSecond")
    theirs = results.all(Coturn, "storm 4000", "allocationsPerSecond")
    return [
        row(results, "storm 1000", what),
        Row("allocations a second, 4,000 in a row", "≥ 4,000/s", spread(rate, "/s"),
            f"coturn {spread(theirs, '/s')}", statistics.median(rate) >= 4_000),
    ]


def facts() -> list[str]:
    return [f"coturn {first_line('/usr/bin/turnserver', '--version')} (Debian), one relay thread; "
            f"{ROUNDS} rounds, both servers in each, what has a fixed rate {REPEATS} times in each; "
            "medians (lowest to highest)"]


def rows() -> list[Row]:
    raise_file_limit()
    results = Results()
    for number in range(ROUNDS):
        # Each is first as often as it is second, as far as an odd number allows.
        for kind in (Coturn, Visavis) if number % 2 == 0 else (Visavis, Coturn):
            for measure in (measure_memory, measure_traffic):
                print(f"round {number + 1} of {ROUNDS}, {kind.name}", file=sys.stderr)
                with running(kind) as relay:
                    measure(relay, results)
    made = [row(results, measure.key, reading) for measure in TRAFFIC for reading in measure.rows]
    return made + memory_rows(results) + storm_rows(results)
