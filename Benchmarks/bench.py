# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Measures every row of the table of bars and prints it. `--keep` also puts it into docs/benchmarks.md; `browser` or
`sockets` measures only that part."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Tests/Browser"))

import browser  # noqa: E402
import sockets  # noqa: E402
import table  # noqa: E402

PARTS = {"browser": browser.rows, "sockets": sockets.rows}


def main(arguments: list[str]):
    facts = table.machine()
    wanted = [name for name in PARTS if name in arguments] or list(PARTS)
    rows = [row for name in wanted for row in PARTS[name]()]
    figures = table.text(facts, rows)
    print(figures)
    if "--keep" in arguments and wanted == list(PARTS):
        table.keep(figures)


if __name__ == "__main__":
    main(sys.argv[1:])
