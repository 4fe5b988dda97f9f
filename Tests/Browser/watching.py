# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What the other side really gets: decoded pictures out of its connection, and what of person and room is in them."""

import base64

import numpy
from scipy import ndimage
from scene import FRAMES, Scene, Segmenter, planes

# Reads every decoded picture of the other side's video from the first on. Of each it keeps how much detail is in a strip
# at the left edge, where only the room is; on request it keeps whole pictures.
WATCH = """
window.seen = {details: [], wanted: 0, pictures: []};
const detail = (plane, stride, width, height) => {
  const across = Math.floor(width * 0.1);
  let sum = 0;
  for (let y = 1; y < height - 1; y += 2) {
    for (let x = 1; x < across - 1; x++) {
      const at = y * stride + x;
      sum += (plane[at + 1] - plane[at - 1]) ** 2 + (plane[at + stride] - plane[at - stride]) ** 2;
    }
  }
  return sum / ((across - 2) * Math.floor((height - 1) / 2));
};
const read = async (track) => {
  const reader = new MediaStreamTrackProcessor({track}).readable.getReader();
  for (;;) {
    const {value: frame, done} = await reader.read();
    if (done) return;
    const bytes = new Uint8Array(frame.allocationSize());
    const [luma] = await frame.copyTo(bytes);
    const {width, height} = frame.visibleRect;
    seen.details.push([Math.round(performance.now()), width, detail(bytes.subarray(luma.offset), luma.stride, width, height)]);
    if (seen.wanted > 0 && seen.details.length % 5 === 0) {
      seen.wanted--;
      const layout = await frame.copyTo(bytes);
      let text = '';
      for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
      seen.pictures.push({width, height, layout, format: frame.format, bytes: btoa(text)});
    }
    frame.close();
  }
};
const Watched = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Watched {
  constructor(...given) {
    super(...given);
    this.addEventListener('track', ({track}) => { if (track.kind === 'video') read(track.clone()); });
  }
};
"""


def details(page) -> list[list[float]]:
    """(milliseconds, width, detail) of each picture so far."""
    return page.evaluate("seen.details")


def pictures(page, count=12) -> list[list[numpy.ndarray]]:
    """Y, U and V of so many pictures from now on."""
    page.evaluate("(count) => { seen.pictures = []; seen.wanted = count; }", count)
    taken = page.evaluate("""async (count) => {
      const end = Date.now() + 30000;
      while (seen.pictures.length < count && Date.now() < end) await new Promise((done) => setTimeout(done, 50));
      return seen.pictures;
    }""", count)
    assert len(taken) == count
    return [decoded(picture) for picture in taken]


def decoded(picture) -> list[numpy.ndarray]:
    assert picture["format"] == "I420"
    data = numpy.frombuffer(base64.b64decode(picture["bytes"]), numpy.uint8)
    width, height = picture["width"], picture["height"]
    result = []
    for index, layout in enumerate(picture["layout"]):
        across, down = (width, height) if index == 0 else ((width + 1) // 2, (height + 1) // 2)
        rows = data[layout["offset"]:layout["offset"] + layout["stride"] * down].reshape(down, layout["stride"])
        result.append(rows[:, :across].astype(float))
    return result


# The weights of red and blue in brightness, then where black is and how far white and full colour are from grey.
FILM = (0.299, 0.114, 16, 219, 112)
DRAWN = (0.2126, 0.0722, 0, 255, 127.5)


def colours(picture: list[numpy.ndarray], meaning: tuple[float, float, float, float, float]) -> numpy.ndarray:
    """Red, green and blue from 0 to 255 of Y, U and V."""
    of_red, of_blue, black, white, full = meaning
    luma = (picture[0] - black) * 255 / white
    blues, reds = ((plane.repeat(2, axis=0).repeat(2, axis=1) - 128) * 255 / full for plane in picture[1:])
    red, blue = luma + reds * (1 - of_red), luma + blues * (1 - of_blue)
    green = (luma - of_red * red - of_blue * blue) / (1 - of_red - of_blue)
    return numpy.clip(numpy.stack([red, green, blue], axis=2), 0, 255)


class Judge:
    """Knows the scene, so that a picture that arrives can be compared with what the camera saw then."""

    def __init__(self, model, scene: Scene):
        self.scene = scene
        segmenter = Segmenter(model)
        # The way there and back looks the same.
        self.places = {scene.left(index): index for index in range(FRAMES)}
        self.lumas = {index: planes(scene.frames[index])[0].astype(float) for index in self.places.values()}
        self.masks = {index: segmenter.mask(scene.frames[index]) > 0.5 for index in self.places.values()}
        self.cores = {index: ndimage.binary_erosion(mask, iterations=14) for index, mask in self.masks.items()}
        self.rooms = {index: ~ndimage.binary_dilation(mask, iterations=30) for index, mask in self.masks.items()}

    def index(self, picture) -> int:
        """Which of the scene's frames it shows: the one whose person stands where this one does."""
        def difference(index):
            core = self.cores[index]
            return ((picture[0] - self.lumas[index]) ** 2)[core].mean()
        return min(self.lumas, key=difference)

    def outline(self, picture) -> numpy.ndarray:
        """Where the person is: where the room's green is less than half there."""
        red = ndimage.zoom(picture[2], 2, order=1)
        room = numpy.median(red[:, :40])
        there = red > (128 + room) / 2
        regions, _ = ndimage.label(there)
        largest = numpy.argmax(numpy.bincount(regions.ravel())[1:]) + 1
        return ndimage.binary_fill_holes(regions == largest)

    def overlap(self, picture) -> float:
        """Intersection over union with the model's own mask of the frame that the camera saw."""
        mask, outline = self.masks[self.index(picture)], self.outline(picture)
        return (mask & outline).sum() / (mask | outline).sum()

    def energy(self, picture) -> float:
        """Of the gradients in the room, a pixel."""
        luma = picture[0]
        across, down = ndimage.sobel(luma, axis=1), ndimage.sobel(luma, axis=0)
        return ((across ** 2 + down ** 2)[self.rooms[self.index(picture)]]).mean()

    def error(self, picture, clear: dict[int, list]) -> float | None:
        """Mean square between the person as shown in both calls, where the other call has a picture of the same moment.

        Chromium takes the film, which does not say how its colours are meant, for BT.601 in limited range, and sends what
        is drawn in BT.709 and full range."""
        index = self.index(picture)
        if index not in clear:
            return None
        return ((colours(picture, DRAWN) - colours(clear[index], FILM)) ** 2)[self.cores[index]].mean()
