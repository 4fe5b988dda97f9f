# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Holds the catalogs together: same keys and placeholders in each language, none missing, none unused, French spaces right."""

import json
import re
import sys
from pathlib import Path

NARROW, BROAD = "\u202f", "\u00a0"
# Plain text (mail, calendar, text messages) uses only U+00A0; pages use U+202F before ; ! ?
PLAIN = ("mail_",)


def catalog(root: Path, language: str) -> dict[str, str]:
    entries = {}
    for file in sorted((root / "Sources/Words/Catalogs" / language).glob("*.json")):
        entries |= json.loads(file.read_text())
    return entries


def twice(root: Path, language: str) -> list[str]:
    """Keys that have two sentences, in one file or in two: which one is shown depends on who reads."""
    keys: list[str] = []
    for file in sorted((root / "Sources/Words/Catalogs" / language).glob("*.json")):
        json.loads(file.read_text(), object_pairs_hook=lambda pairs: keys.extend(key for key, _ in pairs))
    return [f"twice in {language}: {key}" for key in sorted({key for key in keys if keys.count(key) > 1})]


def french(key: str, text: str) -> list[str]:
    problems = []
    if re.search(r"[^\s\d.…({«]'|'\w", text):
        problems.append(f"fr {key}: a straight apostrophe")
    bare = re.sub(r"https?:\S*|\{\w+\}", "x", text)
    spaces = BROAD if key.startswith(PLAIN) else NARROW + BROAD
    for sign in ";!?":
        for found in re.finditer(re.escape(sign), bare):
            before = bare[found.start() - 1] if found.start() else ""
            if before not in spaces + ";!?" and before:
                problems.append(f"fr {key}: no thin space before “{sign}”")
    for found in re.finditer(r":(?!\d)", bare):
        before = bare[found.start() - 1] if found.start() else BROAD
        if before != BROAD:
            problems.append(f"fr {key}: no U+00A0 before “:”")
    if re.search(f"«(?!{BROAD})|(?<!{BROAD})»", bare):
        problems.append(f"fr {key}: no U+00A0 inside « »")
    # A sign that is itself what is quoted (« ? ») ends no sentence.
    if not key.startswith(PLAIN) and re.search(f"(?<!«){BROAD}[;!?]", bare):
        problems.append(f"fr {key}: U+00A0 where U+202F belongs")
    if re.search(r" [;:!?»]|« ", bare):
        problems.append(f"fr {key}: an ordinary space beside a sign")
    return problems


def used(root: Path, keys: set[str]) -> tuple[set[str], set[str]]:
    """Keys that the code names, and names that look like keys but are none."""
    areas = {key.split("_")[0] for key in keys}
    key = rf"(?:{'|'.join(sorted(areas))})_\w+"
    named, unknown = set(), set()
    for folder, suffixes in (("Sources", {".swift", ".mustache"}), ("Public/js", {".js"})):
        for file in (root / folder).rglob("*"):
            # Storage has tables, whose names may look like keys, and no words.
            if file.suffix not in suffixes or (root / "Sources/Storage") in file.parents:
                continue
            # A key that only a comment names is neither used nor missing.
            text = re.sub(r"^[ \t]*(?://|\*|/\*(?!.*\*/.)).*$", "", file.read_text(), flags=re.M)
            pattern = rf"t\.({key})" if file.suffix == ".mustache" else rf"[\"'`.]({key})\b(?!/)"
            found = set(re.findall(pattern, text))
            named |= found
            unknown |= {f"{file.relative_to(root)}: {name}" for name in found - keys if not name.endswith("_")}
            # “area_prefix_\(value)” and `area_prefix_${value}` use all keys with that prefix.
            for prefix in re.findall(rf"[\"'`]((?:{'|'.join(sorted(areas))})_[a-z0-9_]*)(?:\\\(|\$\{{)", text):
                named |= {name for name in keys if name.startswith(prefix)}
                unknown -= {name for name in unknown if name.endswith(": " + prefix)}
    return named, unknown


# Names that are the same in every language.
NAMES = {"Vis-à-vis", "WhatsApp", "SMS"}


def loose(root: Path) -> list[str]:
    """Sentences that stand in a template, outside the catalogs; the guide's two languages are templates of their own."""
    problems = []
    for file in sorted((root / "Sources/Web/Templates").rglob("*.mustache")):
        name = file.relative_to(root)
        # Classes of the body are handed to the layout as blocks.
        text = re.sub(r"\{\{\$(bodyClass|kind)\}\}.*?\{\{/\1\}\}", "", file.read_text())
        text = re.sub(r"\{\{!.*?\}\}|<svg.*?</svg>|<symbol.*?</symbol>|<kbd>.*?</kbd>", "", text, flags=re.S)
        text = re.sub(r"<[^>]*>", "\n", re.sub(r"\{\{.*?\}\}", "", text, flags=re.S))
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if name.parent.name != "help":
            problems += [f"{name}: “{line}” is not in the catalogs" for line in lines
                         if re.search(r"[A-Za-zÀ-ÿ]{2}", line) and line not in NAMES]
        elif name.stem == "fr":
            problems += [f"{name}: {problem}" for line in lines for problem in french("guide", line)]
    return problems


def check(root: Path) -> list[str]:
    fr, en = catalog(root, "fr"), catalog(root, "en")
    problems = [f"only in French: {key}" for key in sorted(fr.keys() - en.keys())]
    problems += [f"only in English: {key}" for key in sorted(en.keys() - fr.keys())]
    problems += twice(root, "fr") + twice(root, "en")
    for key in sorted(fr.keys() & en.keys()):
        if set(re.findall(r"\{(\w+)\}", fr[key])) != set(re.findall(r"\{(\w+)\}", en[key])):
            problems.append(f"{key}: the placeholders differ")
    for key, text in sorted(fr.items()):
        problems += french(key, text)
    for key, text in sorted((fr | en).items()):
        if not text.strip():
            problems.append(f"{key}: empty")
    problems += loose(root)
    named, unknown = used(root, set(fr) | set(en))
    problems += [f"unused: {key}" for key in sorted(set(fr) - named)]
    problems += [f"missing: {name}" for name in sorted(unknown)]
    return problems


if __name__ == "__main__":
    found = check(Path(sys.argv[1]))
    print("\n".join(found))
    sys.exit(1 if found else 0)
