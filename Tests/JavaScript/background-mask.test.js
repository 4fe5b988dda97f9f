// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackgroundMask } from '../../Public/js/call/background-mask.js';

const [width, height] = [48, 32];

/** A picture whose right part is light, beginning at a column. */
function picture(edge, [dark, light] = [40, 200]) {
  const pixels = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) pixels.fill(i % width < edge ? dark : light, 4 * i, 4 * i + 3);
  return pixels;
}

function mask(edge) {
  return Uint8Array.from({ length: width * height }, (_, i) => (i % width < edge ? 0 : 255));
}

/** What the shader draws at a column of the middle row, where the picture is so bright. */
function drawn(filter, column, brightness) {
  const at = 2 * ((height / 2) * width + column);
  return filter.coefficients[at] * (brightness / 255) + filter.coefficients[at + 1];
}

test('where the mask is the same all around, it stays what it is', () => {
  const filter = new BackgroundMask(width, height);
  filter.take(mask(24), picture(24));
  for (const [column, bright, wanted] of [[5, 40, 0], [5, 200, 0], [43, 200, 1], [43, 40, 1]]) {
    assert.ok(Math.abs(drawn(filter, column, bright) - wanted) < 0.01);
  }
});

test('an edge is drawn where the picture has one, though the mask has it two pixels beside', () => {
  const filter = new BackgroundMask(width, height);
  filter.take(mask(26), picture(24));
  const [before, after] = [drawn(filter, 23, 40), drawn(filter, 24, 200)];
  assert.ok(before < 0.02 && after - before > 0.35);
  assert.ok(drawn(filter, 25, 200) > 0.5);
});

test('where the picture has no edge the mask keeps its own', () => {
  const filter = new BackgroundMask(width, height);
  filter.take(mask(24), picture(24, [120, 120]));
  assert.ok(drawn(filter, 20, 120) < 0.25);
  assert.ok(drawn(filter, 27, 120) > 0.75);
});

test('what flickers is smoothed, what moves is followed at once', () => {
  const filter = new BackgroundMask(width, height);
  const plain = picture(0);
  const all = value => new Uint8Array(width * height).fill(value);
  filter.take(all(128), plain);
  filter.take(all(140), plain);
  const little = drawn(filter, 24, 200) * 255;
  assert.ok(little > 130 && little < 135);
  filter.take(all(255), plain);
  assert.ok(drawn(filter, 24, 200) > 0.98);
});

test('another scene begins anew', () => {
  const filter = new BackgroundMask(width, height);
  filter.take(new Uint8Array(width * height).fill(100), picture(0));
  filter.forget();
  filter.take(new Uint8Array(width * height).fill(120), picture(0));
  assert.ok(Math.abs(drawn(filter, 24, 200) * 255 - 120) < 0.5);
});
