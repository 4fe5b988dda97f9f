# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""scripts/blur without a network, and with another file than the one that is pinned."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WHEEL = "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl"


@pytest.fixture
def copy(tmp_path):
    """What scripts/blur reads, with a result of former times."""
    for part in ("scripts/blur", "Sources/BackgroundBlur", "Sources/ModelConverter"):
        (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, tmp_path / part)
    built = tmp_path / "Public/blur"
    built.mkdir(parents=True)
    (built / "engine.wasm").write_bytes(b"former")
    (built / "model.bin").write_bytes(b"former")
    # The tests' own pip does: making another takes seconds.
    (tmp_path / ".build/blur").mkdir(parents=True)
    (tmp_path / ".build/blur/venv").symlink_to(ROOT / ".venv")
    return tmp_path


def run(copy, **environment):
    return subprocess.run(
        [copy / "scripts/blur"], capture_output=True, text=True, env={**os.environ, "PIP_CONFIG_FILE": os.devnull, **environment})


def test_without_a_network_it_says_so_and_leaves_nothing_old(copy):
    (copy / ".build/blur/selfie_segmentation_landscape.tflite").write_bytes(b"not the model")
    said = run(copy, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0")
    assert said.returncode == 0
    assert said.stderr.startswith("No background blur in this build: its model could not be fetched")
    assert said.stderr.count("\n") == 1
    assert not (copy / "Public/blur").exists()


def test_another_file_under_the_pinned_name_stops_it(copy):
    shelf = copy / "shelf"
    shelf.mkdir()
    with zipfile.ZipFile(shelf / WHEEL, "w") as wheel:
        folder = "mediapipe-0.10.21.dist-info"
        wheel.writestr(f"{folder}/METADATA", "Metadata-Version: 2.1\nName: mediapipe\nVersion: 0.10.21\n")
        wheel.writestr(f"{folder}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp311-cp311-manylinux_2_28_x86_64\n")
        wheel.writestr(f"{folder}/RECORD", "")
    said = run(copy, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(shelf))
    assert said.returncode == 1
    assert "DO NOT MATCH" in said.stderr
    assert not (copy / "Public/blur").exists()
