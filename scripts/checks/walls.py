# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Holds every import in Sources/ against the table of targets in docs/architecture.md."""

import re
import sys
from pathlib import Path

SYSTEM = {"Foundation", "Glibc", "Dispatch", "Synchronization"}


def table(root: Path) -> dict[str, set[str]]:
    """Target → modules it may import, from rows `| `Target` | job | ours | outside |`."""
    walls = {}
    for line in (root / "docs/architecture.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and re.fullmatch(r"`\w+`", cells[0]):
            walls[cells[0].strip("`")] = set(re.findall(r"`(\w+)`", cells[2] + cells[3]))
    return walls


def check(root: Path) -> list[str]:
    walls = table(root)
    problems = []
    for folder in sorted((root / "Sources").iterdir()):
        if not folder.is_dir() or folder.name == "C":
            continue
        if folder.name not in walls:
            problems.append(f"Sources/{folder.name} has no row in docs/architecture.md")
            continue
        for file in sorted(folder.rglob("*.swift")):
            for number, line in enumerate(file.read_text().splitlines(), 1):
                found = re.match(r"\s*(?:@\w+(?:\(\w+\))?\s+)*(?:public |internal |package |private )?import\s+"
                                 r"(?:struct |enum |class |func |protocol |typealias )?(\w+)", line)
                if found and found[1] not in walls[folder.name] | SYSTEM - {"Foundation"} and not (
                    found[1] == "Foundation" and folder.name != "Rooms"
                ):
                    problems.append(f"{file.relative_to(root)}:{number}: {folder.name} may not import {found[1]}")
    return problems


if __name__ == "__main__":
    found = check(Path(sys.argv[1]))
    print("\n".join(found))
    sys.exit(1 if found else 0)
