// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackgroundSteps, steps } from '../../Public/js/call/background-steps.js';

/** So many seconds of pictures, 30 a second unless their work takes longer; what was told on the way. */
function work(machine, seconds, busy, clock) {
  const told = [];
  const end = clock.now + seconds * 1000;
  while (clock.now < end) {
    clock.now += Math.max(busy, 1000 / 30);
    const { changed, word } = machine.worked(clock.now, busy);
    if (changed) told.push(word);
  }
  return told;
}

test('it goes down in the order rate, size, blur, plain, and tells each once', () => {
  const machine = new BackgroundSteps();
  const told = work(machine, 60, 40, { now: 0 });
  assert.deepEqual(told, ['rate', null, 'size', null, 'blur', 'plain']);
  assert.ok(machine.isLast);
  assert.equal(machine.quality.sharpness, 0);
});

test('each step asks for no more than the one above', () => {
  const cost = ({ every, width, height, sharpness }) => [width * height / every, sharpness];
  for (let index = 1; index < steps.length; index++) {
    const [above, here] = [cost(steps[index - 1]), cost(steps[index])];
    assert.ok(here[0] <= above[0] && here[1] <= above[1] && here.join() !== above.join());
  }
});

test('every mask has a size that the engine takes', () => {
  for (const { width, height } of steps) assert.deepEqual([width % 16, height % 16], [0, 0]);
});

test('work that fits between the pictures changes nothing', () => {
  const machine = new BackgroundSteps();
  assert.deepEqual(work(machine, 120, 20, { now: 0 }), []);
  assert.equal(machine.index, 0);
});

test('a camera with few pictures a second is not taken for a slow machine', () => {
  const machine = new BackgroundSteps();
  for (let now = 0; now < 60_000; now += 100) assert.equal(machine.worked(now, 45).changed, false);
});

test('a single slow picture, such as the first one, takes nothing away', () => {
  const machine = new BackgroundSteps();
  const clock = { now: 0 };
  machine.worked(clock.now, 900);
  assert.deepEqual(work(machine, 5, 10, clock), []);
});

test('after a long calm it tries the step above, silently', () => {
  const machine = new BackgroundSteps();
  const clock = { now: 0 };
  work(machine, 2, 40, clock);
  assert.equal(machine.index, 1);
  assert.deepEqual(work(machine, 19, 5, clock), []);
  assert.deepEqual(work(machine, 5, 5, clock), [null]);
  assert.equal(machine.index, 0);
});

test('a try that fails makes the next one later', () => {
  const machine = new BackgroundSteps();
  const clock = { now: 0 };
  work(machine, 2, 40, clock);
  work(machine, 24, 5, clock);
  assert.equal(machine.index, 0);
  work(machine, 3, 40, clock);
  assert.ok(machine.index > 0);
  work(machine, 2, 5, clock);
  const before = machine.index;
  assert.deepEqual(work(machine, 30, 5, clock), []);
  assert.equal(machine.index, before);
  work(machine, 20, 5, clock);
  assert.equal(machine.index, before - 1);
});

test('a pause of the camera is not work', () => {
  const machine = new BackgroundSteps();
  const clock = { now: 0 };
  work(machine, 1, 30, clock);
  machine.rest();
  clock.now += 60_000;
  assert.deepEqual(work(machine, 10, 20, clock), []);
});
