# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A person before a room, as a camera would give it: NASA's photograph of Eileen Collins, which scikit-image carries,
moving before gravel that is tinted green, so that room and person can be told apart in what arrives by their colour."""

import base64
import io
from pathlib import Path

import numpy
from PIL import Image
from skimage import data, measure, transform

FRAMES = 72
# Of the width, to each side.
SWAY = 0.05
RATE = 30
MODEL_WIDTH, MODEL_HEIGHT = 256, 144


class Segmenter:
    """The model by its makers' own runtime, which judges ours."""

    def __init__(self, model: Path):
        from ai_edge_litert.interpreter import Interpreter

        self.interpreter = Interpreter(str(model), num_threads=1)
        self.interpreter.allocate_tensors()

    def mask(self, picture: numpy.ndarray) -> numpy.ndarray:
        """0 to 1, at the picture's size."""
        small = transform.resize(picture, (MODEL_HEIGHT, MODEL_WIDTH), anti_aliasing=True)
        tensor = self.interpreter.get_input_details()[0]["index"]
        self.interpreter.set_tensor(tensor, small[None].astype(numpy.float32))
        self.interpreter.invoke()
        mask = self.interpreter.get_tensor(self.interpreter.get_output_details()[0]["index"])[0, :, :, 0]
        return transform.resize(mask, picture.shape[:2], order=1)


class Scene:
    """Frames of one loop; the person sways, the room stands still."""

    def __init__(self, model: Path, width=640, height=360):
        self.width, self.height = width, height
        side = int(height * 1.05)
        self.person = transform.resize(data.astronaut() / 255, (side, side), anti_aliasing=True)[:height]
        stones = transform.resize(data.gravel() / 255, (512, 512))
        tiles = numpy.tile(stones, (height // 512 + 1, width // 512 + 2))[:height, :width]
        light = numpy.clip((tiles - tiles.mean()) * 2.2 + 0.5, 0.08, 0.95)[:, :, None]
        self.room = light * numpy.array([0.25, 1.0, 0.45])
        self.cut = numpy.ones((height, side, 1))
        # Cut out twice: what stands beside the person in the photograph is only seen for what it is on its own.
        segmenter = Segmenter(model)
        for _ in range(2):
            left = self.left(0)
            mask = segmenter.mask(self.frame(0))[:, left:left + side]
            regions = measure.label(mask > 0.3)
            largest = numpy.argmax(numpy.bincount(regions.ravel())[1:]) + 1
            # Hard enough that the photograph's own room stays out.
            self.cut = (numpy.clip((mask - 0.5) * 3 + 0.5, 0, 1) * (regions == largest))[:, :, None] * self.cut
        self.frames = [self.frame(index) for index in range(FRAMES)]

    def left(self, index: int) -> int:
        sway = numpy.sin(2 * numpy.pi * index / FRAMES)
        return int(round((self.width - self.cut.shape[1]) / 2 + sway * self.width * SWAY))

    def frame(self, index: int) -> numpy.ndarray:
        """Red, green and blue from 0 to 1."""
        picture = self.room.copy()
        left = self.left(index)
        there = picture[:, left:left + self.cut.shape[1]]
        there[:] = there * (1 - self.cut) + self.person * self.cut
        return picture

    def address(self, index: int) -> str:
        """One frame as a data address of a PNG."""
        file = io.BytesIO()
        Image.fromarray((self.frames[index] * 255).round().astype(numpy.uint8)).save(file, "PNG")
        return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()

    def write(self, path: Path) -> Path:
        """The loop as a y4m file that Chromium takes for a camera."""
        with path.open("wb") as file:
            file.write(f"YUV4MPEG2 W{self.width} H{self.height} F{RATE}:1 Ip A1:1 C420mpeg2\n".encode())
            for frame in self.frames:
                file.write(b"FRAME\n")
                for plane in planes(frame):
                    file.write(plane.tobytes())
        return path


def planes(picture: numpy.ndarray) -> list[numpy.ndarray]:
    """Y, U and V of BT.601 in limited range; colour at half the size."""
    red, green, blue = (picture[:, :, channel] for channel in range(3))
    luma = 16 + 65.481 * red + 128.553 * green + 24.966 * blue
    blues = 128 - 37.797 * red - 74.203 * green + 112 * blue
    reds = 128 + 112 * red - 93.786 * green - 18.214 * blue
    halves = [plane.reshape(plane.shape[0] // 2, 2, -1, 2).mean(axis=(1, 3)) for plane in (blues, reds)]
    return [numpy.clip(numpy.round(plane), 0, 255).astype(numpy.uint8) for plane in (luma, *halves)]
