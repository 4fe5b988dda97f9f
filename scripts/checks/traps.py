# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Stops what must not be in the product: traps without a reason, promises, sleeping tests, careless browser code."""

import re
import sys
from pathlib import Path

# (folder, suffixes, pattern, what it says, whether a comment beside it excuses it)
RULES = [
    ("Sources", {".swift"}, r"\bfatalError\(|\btry!|@unchecked Sendable|\bpreconditionFailure\(", "a trap without a reason", True),
    ("Sources", {".swift"}, r"^\s*Task\s*\{|\bTask\.detached", "a bare Task", True),
    ("Sources", {".swift", ".mustache"}, r"\b(TODO|FIXME|XXX)\b", "a promise", False),
    ("Public", {".js", ".css"}, r"\b(TODO|FIXME|XXX)\b", "a promise", False),
    ("Public", {".js"}, r"\.(innerHTML|outerHTML)\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(", "text as markup", False),
    ("Public", {".js", ".css"}, r"https?://(?!www\.w3\.org|wa\.me)[a-z]", "another host", False),
    ("Sources/Web/Templates", {".mustache"}, r"<script(?![^>]*\bsrc=)|\son\w+=\"|\sstyle=\"|<style", "an inline script or style", False),
    ("Sources/Web/Templates", {".mustache"}, r"user-scalable|maximum-scale", "a page that cannot be zoomed", False),
    ("Tests", {".swift", ".py", ".js"}, r"Task\.sleep|\busleep\(|time\.sleep\(|wait_for_timeout\(", "a sleeping test", False),
]


def excused(lines: list[str], index: int) -> bool:
    return "//" in lines[index] or "/*" in lines[index] or (index > 0 and lines[index - 1].strip().startswith(("//", "*", "/*")))


def check(root: Path) -> list[str]:
    problems = []
    for folder, suffixes, pattern, what, may_be_excused in RULES:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in suffixes or not file.is_file() or "Tests/Gate" in str(file):
                continue
            lines = file.read_text().splitlines()
            for index, line in enumerate(lines):
                if re.search(pattern, line) and not line.strip().startswith("///"):
                    if not (may_be_excused and excused(lines, index)):
                        problems.append(f"{file.relative_to(root)}:{index + 1}: {what}")
    return problems


if __name__ == "__main__":
    found = check(Path(sys.argv[1]))
    print("\n".join(found))
    sys.exit(1 if found else 0)
