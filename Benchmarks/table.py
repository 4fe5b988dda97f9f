# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The rows of the table and the machine that they come from."""

import dataclasses
import datetime
import os
import platform
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs/benchmarks.md"


@dataclasses.dataclass
class Row:
    what: str
    bar: str
    ours: str
    against: str
    is_met: bool

    def __str__(self):
        return f"| {self.what} | {self.bar} | {self.ours} | {self.against} | {'met' if self.is_met else '**not met**'} |"


def first_line(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout.splitlines()[0].strip()
    except (OSError, IndexError):
        return "unknown"


def machine() -> list[str]:
    """What the figures depend on, as lines of a list."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())[1]) / 1024**2
    system = re.search(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text())
    pins = dict(re.findall(r'/([\w.-]+)"\s*,\s*exact: "([^"]+)"', (ROOT / "Package.swift").read_text()))
    busy = os.getloadavg()[0]
    return [
        f"{datetime.date.today()}, commit {first_line('git', 'describe', '--always', '--dirty')}",
        f"{os.cpu_count()} × {cpu[1].strip() if cpu else platform.machine()}, {memory:.0f} GiB; "
        f"load average {busy:.1f} at the beginning",
        f"{system[1] if system else 'Linux'}, Linux {platform.release()}",
        first_line("swift", "--version"),
        f"Hummingbird {pins.get('hummingbird', '?')}, swift-nio {pins.get('swift-nio', '?')}, release build",
    ]


def text(facts: list[str], rows: list[Row]) -> str:
    lines = [f"- {fact}" for fact in facts]
    lines += ["", "| what | bar | ours | against | |", "|---|---|---|---|---|"]
    return "\n".join(lines + [str(row) for row in rows]) + "\n"


def keep(figures: str, name: str):
    """Puts the figures of this run between the marks of that name in the document."""
    old = DOCUMENT.read_text()
    marks = re.compile(rf"(<!-- {name} -->\n).*(<!-- /{name} -->)", re.DOTALL)
    DOCUMENT.write_text(marks.sub(lambda found: found[1] + figures + found[2], old))
