# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Measures every row of a table of bars and prints it. `browser` or `sockets` measures only that part, `turn` the relay,
`bookings` booking and `blur` the background blur, which have tables of their own. `--keep` also puts the table into docs/benchmarks.md."""

import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Tests/Browser"))

import table  # noqa: E402

# Marks in the document → the parts between them.
TABLES = {"figures": ["browser", "sockets"], "relay figures": ["turn"], "booking figures": ["bookings"],
          "blur figures": ["blur", "blur_effect"]}


def main(arguments: list[str]):
    facts = table.machine()
    wanted = [name for names in TABLES.values() for name in names if name in arguments] or TABLES["figures"]
    # Each part is loaded when it is wanted: the relay is measured without a browser.
    parts = [importlib.import_module(name) for name in wanted]
    rows = [row for part in parts for row in part.rows()]
    figures = table.text(facts + [fact for part in parts for fact in getattr(part, "facts", list)()], rows)
    print(figures)
    if "--keep" in arguments:
        for mark, names in TABLES.items():
            if wanted == names:
                table.keep(figures, mark)


if __name__ == "__main__":
    main(sys.argv[1:])
