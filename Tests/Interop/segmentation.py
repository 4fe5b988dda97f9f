# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Our segmentation and LiteRT's of the same model, on pictures of 256 × 144."""

import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from skimage import data, transform

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "Public/blur/engine.wasm"
MODEL = ROOT / "Public/blur/model.bin"
ORIGINAL = ROOT / ".build/blur/selfie_segmentation_landscape.tflite"
SCRIPT = Path(__file__).with_name("segment.mjs")
WIDTH, HEIGHT = 256, 144


def scaled(picture, box=None, width=WIDTH, height=HEIGHT):
    """Bytes of a picture or of a box (top, bottom, left, right) of it, at the model's size or another."""
    if box:
        picture = picture[box[0]:box[1], box[2]:box[3]]
    resized = transform.resize(picture[..., :3], (height, width), anti_aliasing=True)
    return (resized * 255).round().astype(np.uint8)


def pictures() -> dict[str, np.ndarray]:
    """Twenty pictures by name: a person, without one, and what no camera shows."""
    random = np.random.default_rng(5)
    person = data.astronaut()
    whole, face, small = scaled(person), scaled(person, (0, 220, 40, 430)), scaled(np.pad(person, ((300, 0), (400, 400), (0, 0))))
    noise = random.integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)
    ramp = np.broadcast_to(np.linspace(0, 255, WIDTH), (HEIGHT, WIDTH))
    squares = (np.indices((HEIGHT, WIDTH)).sum(axis=0) // 8 % 2 * 255)[..., None].repeat(3, 2)
    found = {
        "person": whole, "face": face, "small": small, "mirrored": whole[:, ::-1], "upside down": whole[::-1],
        "left half": scaled(person, (0, 512, 0, 256)), "shoulders": scaled(person, (100, 400, 0, 512)),
        "dark": face * 0.25, "very dark": whole * 0.08, "bright": 255 - (255 - face) * 0.4, "grey": face.mean(axis=2)[..., None].repeat(3, 2),
        "noisy": face + random.normal(0, 20, face.shape), "very noisy": whole + random.normal(0, 60, whole.shape),
        "two": np.concatenate([whole[:, ::2], whole[:, ::-2]], axis=1),
        "cat": scaled(data.chelsea()), "cup": scaled(data.coffee()), "rocket": scaled(data.rocket()),
        "noise": noise, "squares": squares, "ramp": np.stack([ramp, ramp[:, ::-1], ramp[::-1] / 2], axis=2),
    }
    return {name: np.clip(np.round(picture), 0, 255).astype(np.uint8) for name, picture in found.items()}


class LiteRT:
    """Google's runtime with XNNPACK on one thread."""

    def __init__(self):
        from ai_edge_litert.interpreter import Interpreter

        self.interpreter = Interpreter(str(ORIGINAL), num_threads=1)
        self.interpreter.allocate_tensors()
        self.input = self.interpreter.get_input_details()[0]["index"]
        self.output = self.interpreter.get_output_details()[0]["index"]

    def mask(self, picture: np.ndarray) -> np.ndarray:
        self.interpreter.set_tensor(self.input, picture[None].astype(np.float32) / np.float32(255))
        self.run()
        return self.interpreter.get_tensor(self.output)[0, ..., 0].copy()

    def run(self):
        self.interpreter.invoke()


def engine(shown: list[np.ndarray], *sizes: tuple[int, int], rounds=0, model=None, flags=()) -> tuple[np.ndarray, list[dict]]:
    """Masks of pictures of the first size by the WebAssembly engine in Node.js, and what it said of each preparation."""
    sizes = sizes or ((WIDTH, HEIGHT),)
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder) / "pictures", Path(folder) / "masks"
        # The fourth byte must not matter.
        given.write_bytes(b"".join(np.dstack([p, p[..., 0] ^ 255]).tobytes() for p in shown))
        said = subprocess.run(
            ["node", *flags, str(SCRIPT), str(ENGINE), str(model or MODEL), str(given), str(out),
             *(f"{width}x{height}" for width, height in sizes), "--rounds", str(rounds)],
            check=True, capture_output=True, text=True)
        masks = np.frombuffer(out.read_bytes(), np.float32).reshape(-1, sizes[0][1], sizes[0][0])
        return masks, [json.loads(line) for line in said.stdout.splitlines()]
