# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The segmentation behind the background blur: our engine in V8 beside LiteRT, by turns on the same picture."""

import gzip
import importlib.metadata
import statistics
import sys
import time
from pathlib import Path

# Behind Tests/Browser, whose conftest the effect's part needs.
sys.path.append(str(Path(__file__).resolve().parents[1] / "Tests/Interop"))

import segmentation  # noqa: E402
from table import Row, first_line  # noqa: E402

TURNS, RUNS, WARMING = 7, 300, 100


def ours(picture) -> list[float]:
    """Milliseconds of one run. V8 compiles it for good at once, not in the background during the first second or more."""
    _, said = segmentation.engine([picture], rounds=WARMING + RUNS, flags=["--no-liftoff"])
    return said[0]["times"][WARMING:]


def theirs(judge, picture) -> list[float]:
    judge.mask(picture)
    times = []
    for _ in range(WARMING + RUNS):
        began = time.perf_counter()
        judge.run()
        times.append((time.perf_counter() - began) * 1000)
    return times[WARMING:]


def undisturbed(times: list[float]) -> float:
    """What nine of ten runs take longer than. A median also counts how often others were given the core in the middle of a
    run, which the longer one suffers from more often."""
    return statistics.quantiles(times, n=10)[0]


def facts() -> list[str]:
    return [f"Node.js {first_line('node', '--version')}, LiteRT {importlib.metadata.version('ai-edge-litert')} with XNNPACK, one thread each"]


def rows() -> list[Row]:
    return [inference(), download()]


def inference() -> Row:
    picture = segmentation.pictures()["face"]
    judge = segmentation.LiteRT()
    turns = [(undisturbed(ours(picture)), undisturbed(theirs(judge, picture))) for _ in range(TURNS)]
    own, other = (statistics.median(side) for side in zip(*turns))
    ratio = statistics.median(one / two for one, two in turns)
    spread = [f"{min(side):.2f} to {max(side):.2f}" for side in zip(*turns)]
    return Row(
        "one picture of 256 × 144, WebAssembly in V8, one thread", "≤ 2 × native LiteRT",
        f"{own:.2f} ms ({spread[0]}): {ratio:.2f} ×",
        f"LiteRT {other:.2f} ms ({spread[1]}), {TURNS} times {RUNS} runs of each by turns", ratio <= 2)


def download() -> Row:
    files = [segmentation.ENGINE, segmentation.MODEL]
    sizes = [len(gzip.compress(file.read_bytes(), 9)) / 1000 for file in files]
    return Row(
        "code and weights on the first press, compressed", "≤ 400 KB",
        f"{sum(sizes):.0f} KB (code {sizes[0]:.0f}, weights {sizes[1]:.0f})", "", sum(sizes) <= 400)
