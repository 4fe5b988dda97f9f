# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Every check of the gate can fail: each is given a tree with one fault and must name it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPDX = "// SPDX-License-Identifier: Apache-2.0\n"


def run(check: str, tree: Path) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, ROOT / f"scripts/checks/{check}.py", tree], capture_output=True, text=True)


def write(tree: Path, path: str, text: str):
    file = tree / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


@pytest.fixture
def tree(tmp_path):
    """A small tree in which every check passes."""
    write(tmp_path, "docs/architecture.md", "| `Rooms` | rules | – | – |\n| `Web` | pages | `Rooms` | `Hummingbird` |\n")
    write(tmp_path, "Sources/Rooms/Room.swift", SPDX + "struct Room {}\n")
    write(tmp_path, "Sources/Web/Page.swift", SPDX + 'import Hummingbird\nlet title = words("call_title")\n')
    write(tmp_path, "Sources/Web/Templates/page.mustache", "<h1>{{t.call_hint}}</h1>\n")
    write(tmp_path, "Sources/Words/Catalogs/fr/call.json", json.dumps({"call_title": "Appel", "call_hint": "Prêt\u202f?"}))
    write(tmp_path, "Sources/Words/Catalogs/en/call.json", json.dumps({"call_title": "Call", "call_hint": "Ready?"}))
    write(tmp_path, "Public/js/page.js", SPDX + "export const page = 1;\n")
    write(tmp_path, "Tests/Browser/test_page.py", "# SPDX-License-Identifier: Apache-2.0\n")
    (tmp_path / "docs/architecture.md").open("a").write("| `Words` | words | – | – |\n")
    return tmp_path


@pytest.mark.parametrize("check", ["walls", "budgets", "traps", "catalogs"])
def test_a_clean_tree_passes(tree, check):
    done = run(check, tree)
    assert done.returncode == 0, done.stdout + done.stderr


FAULTS = [
    ("walls", "Sources/Rooms/Bad.swift", SPDX + "import Hummingbird\n", "Rooms may not import Hummingbird"),
    ("walls", "Sources/Rooms/Bad.swift", SPDX + "@testable import Web\n", "Rooms may not import Web"),
    ("walls", "Sources/Rooms/Bad.swift", SPDX + "import Foundation\n", "Rooms may not import Foundation"),
    ("walls", "Sources/Stray/Bad.swift", SPDX, "no row"),
    ("budgets", "Sources/Rooms/Long.swift", SPDX + "let a = 1\n" * 400, "401 lines"),
    ("budgets", "Sources/Rooms/Long.swift", SPDX + "func long() {\n" + "    work()\n" * 60 + "}\n", "a function of 62 lines"),
    ("budgets", "Public/css/long.css", "/* SPDX-License-Identifier */\n" + "a {}\n" * 400, "401 lines"),
    ("budgets", "Sources/Rooms/Bare.swift", "struct Bare {}\n", "SPDX"),
    ("traps", "Sources/Rooms/Bad.swift", SPDX + "\nfatalError()\n", "a trap"),
    ("traps", "Sources/Rooms/Bad.swift", SPDX + "\nlet a = try! b()\n", "a trap"),
    ("traps", "Sources/Rooms/Bad.swift", SPDX + "\nTask { await a() }\n", "a bare Task"),
    ("traps", "Sources/Rooms/Bad.swift", SPDX + "\n// TODO later\n", "a promise"),
    ("traps", "Public/js/bad.js", SPDX + "a.innerHTML = b;\n", "text as markup"),
    ("traps", "Public/js/bad.js", SPDX + "fetch('https://cdn.example/x');\n", "another host"),
    ("traps", "Sources/Web/Templates/bad.mustache", '<p style="color:red">', "inline"),
    ("traps", "Sources/Web/Templates/bad.mustache", "<script>go()</script>", "inline"),
    ("traps", "Tests/Browser/test_bad.py", "# SPDX-License-Identifier\ntime." + "sleep(1)\n", "a sleeping test"),
    ("catalogs", "Sources/Words/Catalogs/en/more.json", '{"call_more": "More"}', "only in English: call_more"),
    ("catalogs", "Sources/Words/Catalogs/en/call.json", '{"call_title": "Call", "call_title": "Room", "call_hint": "x"}',
     "twice in en: call_title"),
    ("catalogs", "Sources/Words/Catalogs/fr/more.json", '{"call_title": "Appel"}', "twice in fr: call_title"),
    ("catalogs", "Sources/Web/Templates/bad.mustache", "{{t.call_absent}}", "call_absent"),
    ("catalogs", "Sources/Web/Other.swift", SPDX + 'words("call_hintField")\n', "call_hintField"),
    ("catalogs", "Sources/Words/Catalogs/fr/call.json", '{"call_title": "Appel!", "call_hint": "x"}', "thin space"),
    ("catalogs", "Sources/Words/Catalogs/fr/call.json", '{"call_title": "L\'appel", "call_hint": "x"}', "apostrophe"),
    ("catalogs", "Sources/Words/Catalogs/fr/call.json", '{"call_title": "Appel : oui", "call_hint": "x"}', "U+00A0"),
    ("catalogs", "Sources/Words/Catalogs/fr/call.json", '{"call_title": "{name}", "call_hint": "x"}', "placeholders differ"),
    ("catalogs", "Sources/Words/Catalogs/fr/call.json", '{"call_title": "Appel\u00a0?", "call_hint": "x"}', "U+202F belongs"),
    ("catalogs", "Sources/Web/Page.swift", SPDX, "unused: call_title"),
    ("catalogs", "Sources/Web/Templates/bad.mustache", "<p>Bonjour</p>", "not in the catalogs"),
    ("catalogs", "Sources/Web/Templates/help/fr.mustache", "<p>Prêt ?</p>", "an ordinary space"),
    ("catalogs", "Sources/Web/Page.swift", SPDX + '// words("call_title")\n', "unused: call_title"),
]


@pytest.mark.parametrize("check,path,text,says", FAULTS)
def test_a_fault_is_found(tree, check, path, text, says):
    write(tree, path, text)
    done = run(check, tree)
    assert done.returncode == 1
    assert says in done.stdout


def test_a_quoted_sign_stands_between_no_break_spaces(tree):
    write(tree, "Sources/Words/Catalogs/fr/call.json", '{"call_title": "Touche «\\u00a0?\\u00a0»", "call_hint": "x"}')
    assert run("catalogs", tree).returncode == 0


def test_a_key_in_a_comment_need_not_exist(tree):
    write(tree, "Sources/Web/More.swift", SPDX + '/// Such as `call_absent`.\n')
    assert run("catalogs", tree).returncode == 0


def test_format_finds_a_line_that_is_off(tmp_path):
    write(tmp_path, "Bad.swift", "struct  Bad{let a=1}\n")
    done = subprocess.run(
        ["swift", "format", "lint", "--strict", "--configuration", ROOT / ".swift-format", tmp_path / "Bad.swift"],
        capture_output=True)
    assert done.returncode != 0


def test_types_find_a_wrong_one(tmp_path):
    settings = json.loads((ROOT / "Public/js/tsconfig.json").read_text())
    write(tmp_path, "tsconfig.json", json.dumps(settings | {"include": ["*.js"]}))
    write(tmp_path, "bad.js", "/** @param {number} a */\nexport function f(a) { return a; }\nf('text');\n")
    done = subprocess.run(["tsc", "-p", tmp_path / "tsconfig.json"], capture_output=True, text=True)
    assert done.returncode != 0 and "bad.js" in done.stdout


def test_a_failing_script_test_fails_its_step(tmp_path):
    write(tmp_path, "bad.test.mjs", "import test from 'node:test';\ntest('no', () => { throw new Error('no'); });\n")
    assert subprocess.run(["node", "--test", tmp_path / "bad.test.mjs"], capture_output=True).returncode != 0


def test_the_gate_stops_at_a_step_that_fails(tmp_path):
    """The gate's own script, with one step that fails and one after it."""
    text = (ROOT / "scripts/check").read_text()
    text = text.replace("steps=(", "step_bad() { false; }\nstep_after() { echo went on; }\nsteps=(", 1)
    write(tmp_path, "scripts/check", text)
    done = subprocess.run(["bash", tmp_path / "scripts/check", "bad", "after"], capture_output=True, text=True)
    assert done.returncode == 1
    assert "bad failed" in done.stderr and "went on" not in done.stdout


def gate(tree: Path, swift: str, *steps: str) -> subprocess.CompletedProcess:
    """The gate's steps with another `swift`."""
    write(tree, "bin/swift", f"#!/bin/sh\n{swift}\n")
    (tree / "bin/swift").chmod(0o755)
    (tree / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/check", tree / "scripts/check")
    path = f"{tree / 'bin'}:{os.environ['PATH']}"
    return subprocess.run([tree / "scripts/check", *steps], capture_output=True, text=True, env=os.environ | {"PATH": path})


def test_what_failed_is_named_last_and_the_other_tests_run(tmp_path):
    swift = 'echo "✔ Test one passed"; echo "✘ Test two failed after 1 s"; echo "Test run with 2 tests"; case "$*" in *--filter*) ;; *) exit 1 ;; esac'
    result = gate(tmp_path, swift, "swift", "fuzz")
    assert result.returncode == 1 and "✓ fuzz" in result.stdout and "one passed" not in result.stdout
    assert result.stdout.splitlines()[-2:] == ["✗ swift", "✘ Test two failed after 1 s"]
