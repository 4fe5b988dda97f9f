# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The engine that pages load says of a picture what LiteRT says with the model that it was made from."""

import pytest
from skimage import data, transform

from segmentation import ENGINE, MODEL, ORIGINAL, LiteRT, engine, pictures, scaled

pytestmark = pytest.mark.skipif(
    not ENGINE.exists(), reason="scripts/blur left the engine out, because its model could not be fetched")


@pytest.fixture(scope="module")
def shown():
    return pictures()


def test_every_mask_is_within_two_thousandths_of_litert(shown):
    assert len(shown) == 20 and ORIGINAL.exists()
    judge = LiteRT()
    masks, _ = engine(list(shown.values()))
    expected = [judge.mask(picture) for picture in shown.values()]
    worst = {name: float(abs(ours - theirs).max()) for name, ours, theirs in zip(shown, masks, expected)}
    assert max(worst.values()) <= 2e-3, worst
    # Not all the same: there is a person in the one and none in the other.
    assert expected[list(shown).index("face")].mean() > 0.2 > 0.01 > expected[list(shown).index("noise")].mean()


def test_smaller_sizes_see_the_same_person():
    for box in [(0, 220, 40, 430), (0, 160, 100, 384), (0, 288, 0, 512)]:
        (whole,), _ = engine([scaled(data.astronaut(), box)])
        for width, height in [(192, 112), (128, 80)]:
            (small,), _ = engine([scaled(data.astronaut(), box, width, height)], (width, height))
            here, there = transform.resize(small, whole.shape, order=1) > 0.5, whole > 0.5
            overlap = (here & there).sum() / (here | there).sum()
            assert overlap > 0.95, (box, width, height, overlap)


def test_another_size_takes_the_former_ones_memory(shown):
    sizes = [(256, 144), (128, 80), (192, 112)] * 5
    (mask,), said = engine([shown["face"]], *sizes)
    assert [line["status"] for line in said] == [0] * 16
    assert said[-1]["memory"] == said[0]["memory"] <= 4 << 20
    (fresh,), _ = engine([shown["face"]])
    assert (mask == fresh).all()


def test_a_damaged_or_foreign_file_is_refused_and_leaves_no_engine(shown, tmp_path):
    whole = MODEL.read_bytes()
    (tmp_path / "model").write_bytes(whole)
    for change, status in [
        (whole[:-1], 1), (whole[:15], 1), (whole[:100_000] + b"x" + whole[100_001:], 1), (b"<!doctype html>" * 99, 1),
        (whole[:4] + b"\x02" + whole[5:], 2),
    ]:
        (tmp_path / "model").write_bytes(change)
        _, said = engine([shown["face"]], model=tmp_path / "model")
        assert [(line["status"], line["input"]) for line in said] == [(status, 0)] * 2
    _, said = engine([shown["face"]], (250, 144))
    assert said[0]["status"] == 2
