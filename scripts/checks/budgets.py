# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Stops files and functions that grow past their budget, and files without their two licence lines."""

import re
import sys
from pathlib import Path

BUDGETS = [
    ("Sources", "*.swift", 400),
    ("Tests", "*.swift", 700),
    ("Tests", "*.py", 700),
    ("Public/js", "*.js", 350),
    ("Public/css", "*.css", 400),
    ("Sources/Web/Templates", "*.mustache", 120),
    (".", "README.md", 60),
]
FUNCTION = 60
HELP = "Sources/Web/Templates/help"


def functions(text: str):
    """(line, length) of each Swift function, by indentation: the code is formatted."""
    lines = text.splitlines()
    for start, line in enumerate(lines):
        found = re.match(r"(\s*)(?:[@\w()]+\s+)*(?:func\s|init[?(<])", line)
        if not found:
            continue
        indent = found[1]
        for end in range(start, len(lines)):
            if lines[end] == indent + "}" or (end == start and line.endswith("}")):
                yield start + 1, end - start + 1
                break


def check(root: Path) -> list[str]:
    problems = []
    for folder, pattern, most in BUDGETS:
        base = root / folder
        files = [base / pattern] if pattern == "README.md" else base.rglob(pattern)
        for file in sorted(f for f in files if f.is_file() and ".build" not in str(f)):
            name = file.relative_to(root)
            text = file.read_text()
            count = len(text.splitlines())
            if count > most and not (str(name).startswith(HELP) and count <= 400):
                problems.append(f"{name}: {count} lines, at most {most}")
            if file.suffix not in (".mustache", ".md") and "SPDX-License-Identifier" not in text[:300]:
                problems.append(f"{name}: the SPDX lines are missing")
            if file.suffix == ".swift" and folder == "Sources":
                problems += [
                    f"{name}:{line}: a function of {length} lines, at most {FUNCTION}"
                    for line, length in functions(text)
                    if length > FUNCTION
                ]
    return problems


if __name__ == "__main__":
    found = check(Path(sys.argv[1]))
    print("\n".join(found))
    sys.exit(1 if found else 0)
