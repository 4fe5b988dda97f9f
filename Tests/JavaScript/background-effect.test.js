// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackgroundEffect } from '../../Public/js/call/background-effect.js';
import { BackgroundEngine, hasVectors } from '../../Public/js/call/background-engine.js';
import { FakeMediaDevices, camera, makeDevices } from './fakes/devices.js';
import { FakeTimers } from './fakes/timers.js';

class FakeWorker {
  heard = [];
  isAlive = true;
  postMessage(message) { this.heard.push(message); }
  terminate() { this.isAlive = false; }
  say(data) { this.onmessage({ data }); }
  get orders() { return this.heard.map(({ type }) => type); }
}

/** A camera with or without a blur of its own. */
function track(name, offers = []) {
  const settings = { backgroundBlur: false };
  return {
    name, getCapabilities: () => ({ backgroundBlur: offers }), getConstraints: () => ({ width: 1280 }),
    getSettings: () => settings,
    applyConstraints: async wish => { settings.wish = wish; settings.backgroundBlur = wish.backgroundBlur; },
    addEventListener(_, action) { this.changed = action; },
  };
}

function make(choice = 'light') {
  const timers = new FakeTimers();
  const workers = [];
  const ways = [];
  const stills = [];
  const effect = new BackgroundEffect({
    folder: '/blur', timers,
    createWorker() { workers.push(new FakeWorker()); return workers.at(-1); },
    createWay() {
      const way = { track: { made: ways.length }, fed: [], paused: 0, heard: [], isOpen: true,
        feed(one) { this.fed.push(one.name); }, pause() { this.paused++; },
        hear(message) { this.heard.push(message); }, close() { this.isOpen = false; } };
      ways.push(way);
      return way;
    },
    createStill() {
      stills.push({ track: { still: stills.length }, isOpen: true, close() { this.isOpen = false; } });
      return stills.at(-1);
    },
  }, choice);
  const seen = [];
  effect.on('change', ({ phase, problem }) => seen.push(`${phase} ${problem ?? ''}`.trim()));
  return { effect, timers, workers, ways, stills, seen };
}

const blurred = { type: 'state', covered: false, problem: null };

test('without a blur the camera goes as it is and nothing is loaded', async () => {
  const { effect, workers } = make('none');
  const own = track('a');
  assert.equal(await effect.dress(own), own);
  assert.equal(workers.length, 0);
});

test('with one the camera itself never goes, from the first moment on', async () => {
  const { effect, workers, ways, seen } = make();
  const own = track('a');
  assert.equal(await effect.dress(own), ways[0].track);
  assert.deepEqual([workers[0].orders, ways[0].fed, seen], [['open'], ['a'], ['covered']]);
  workers[0].say(blurred);
  assert.deepEqual(seen, ['covered', 'blurred']);
});

test('another camera, or none for a while, keeps the track that leaves', async () => {
  const { effect, workers, ways } = make();
  const first = await effect.dress(track('a'));
  assert.equal(await effect.dress(track('b')), first);
  assert.equal(await effect.dress(null), null);
  assert.equal(ways[0].paused, 1);
  assert.equal(await effect.dress(track('b')), first);
  assert.deepEqual([ways[0].fed, workers.length], [['a', 'b', 'b'], 1]);
});

test('asked again for the same camera it feeds nothing twice', async () => {
  const { effect, ways } = make();
  const own = track('a');
  await effect.dress(own);
  await effect.dress(own);
  assert.deepEqual(ways[0].fed, ['a']);
});

test('a worker without a sign of life is replaced, everything covered meanwhile', async () => {
  const { effect, timers, workers, ways, stills, seen } = make();
  const own = track('a');
  let asked = 0;
  effect.on('track', () => { asked++; });
  await effect.dress(own);
  workers[0].say(blurred);
  await timers.pass(1499);
  workers[0].say({ type: 'beat' });
  await timers.pass(1499);
  assert.equal(asked, 0);
  await timers.pass(2);
  assert.deepEqual([workers[0].isAlive, ways[0].isOpen, asked], [false, false, 1]);
  assert.deepEqual(seen.at(-1), 'covered stopped');
  assert.equal(await effect.dress(own), stills[0].track);
  assert.deepEqual([workers.length, ways[1].fed], [2, ['a']]);
  workers[1].say({ type: 'beat', pictures: 0 });
  assert.deepEqual([asked, stills[0].isOpen], [1, true]);
  workers[1].say({ type: 'beat', pictures: 1 });
  assert.deepEqual([asked, stills[0].isOpen], [2, false]);
  assert.equal(await effect.dress(own), ways[1].track);
});

test('a worker that is still making itself ready may be silent for longer', async () => {
  const { effect, timers, workers } = make();
  await effect.dress(track('a'));
  workers[0].say({ type: 'beat' });
  await timers.pass(5000);
  assert.ok(workers[0].isAlive);
  // From its first blurred picture on, this message among them, it may not.
  workers[0].say(blurred);
  await timers.pass(1501);
  assert.ok(!workers[0].isAlive);
});

test('a worker that never lives is started again ever more rarely', async () => {
  const { effect, timers, workers } = make();
  const own = track('a');
  effect.on('track', () => effect.dress(own));
  await effect.dress(own);
  for (let count = 0; count < 5; count++) {
    workers.at(-1).onerror();
    await timers.pass(1000 * 2 ** count);
  }
  assert.ok(workers.length >= 4 && workers.length <= 6);
});

test('while a dying worker is waited for, a plain picture goes and none is started early', async () => {
  const { effect, timers, workers, stills } = make();
  const own = track('a');
  effect.on('track', () => effect.dress(own));
  await effect.dress(own);
  workers[0].onerror();
  await effect.dress(own);
  workers[1].onerror();
  assert.equal(await effect.dress(own), stills[0].track);
  await timers.pass(999);
  assert.deepEqual([workers.length, stills.length, stills[0].isOpen], [2, 1, true]);
  await timers.pass(1);
  assert.equal(workers.length, 3);
  effect.choose('none');
  assert.equal(await effect.dress(own), own);
  assert.ok(!stills[0].isOpen);
});

test('a failure stays covered until the person takes the blur back or chooses again', async () => {
  const { effect, workers, ways, seen } = make();
  const own = track('a');
  await effect.dress(own);
  workers[0].say({ type: 'state', covered: true, problem: 'files' });
  assert.equal(seen.at(-1), 'covered files');
  assert.equal(await effect.dress(own), ways[0].track);
  effect.choose('strong');
  assert.equal(await effect.dress(own), ways[1].track);
  assert.equal(effect.state.problem, null);
  effect.choose('none');
  assert.equal(await effect.dress(own), own);
  assert.deepEqual([seen.at(-1), workers.map(({ isAlive }) => isAlive)], ['off', [false, false]]);
});

test('what is made ready while somebody looks at the choice is used at the press, and let go without one', async () => {
  const { effect, workers, ways, seen } = make('none');
  const own = track('a');
  effect.prepare();
  workers[0].say({ type: 'beat' });
  assert.equal(await effect.dress(own), own);
  effect.prepare();
  effect.choose('light');
  assert.equal(await effect.dress(own), ways.at(-1).track);
  assert.deepEqual([seen.at(-1), workers.length], ['covered', 2]);
  effect.release();
  assert.ok(workers[1].isAlive);
  effect.choose('none');
  await effect.dress(own);
  effect.prepare();
  effect.release();
  assert.deepEqual(workers.map(({ isAlive }) => isAlive), [false, false, false]);
  assert.equal(seen.at(-1), 'off');
});

test('from light to strong the worker is told and nothing else changes', async () => {
  const { effect, workers } = make();
  const own = track('a');
  const before = await effect.dress(own);
  workers[0].say(blurred);
  effect.choose('strong');
  assert.equal(await effect.dress(own), before);
  assert.deepEqual(workers[0].heard.at(-1), { type: 'choice', choice: 'strong' });
});

test('the platform blurs where it can, without a worker', async () => {
  const { effect, workers, seen } = make();
  const own = track('a', [true, false]);
  assert.equal(await effect.dress(own), own);
  assert.deepEqual([own.getSettings().wish, workers.length], [{ width: 1280, backgroundBlur: true }, 0]);
  assert.deepEqual(seen, ['blurred']);
  effect.choose('none');
  assert.equal(await effect.dress(own), own);
  assert.equal(own.getSettings().backgroundBlur, false);
});

test('a platform that stops blurring is replaced by ours', async () => {
  const { effect, ways } = make();
  const own = track('a', [true, false]);
  let asked = 0;
  effect.on('track', () => { asked++; });
  await effect.dress(own);
  own.getSettings().backgroundBlur = false;
  own.applyConstraints = async () => {};
  own.changed();
  assert.equal(asked, 1);
  assert.equal(await effect.dress(own), ways[0].track);
});

test('a picture whose effect cannot be loaded is not shown at all', async () => {
  const { devices } = makeDevices(new FakeMediaDevices(camera()));
  devices.wear(async () => { throw new Error('offline'); });
  await devices.start();
  assert.equal(devices.camera, null);
  assert.equal(devices.current('camera').label, 'Camera');
});

test('this very engine of scripts has vectors, as every browser of these years', () => {
  assert.ok(hasVectors());
});

test('the engine names what is wrong with its weights', () => {
  const engine = refusal => new BackgroundEngine({
    memory: new WebAssembly.Memory({ initial: 1 }), blur_reserve: () => 8, blur_prepare: () => refusal,
  }, new Uint8Array(4));
  for (const [refusal, problem] of [[1, 'files'], [2, 'model'], [3, 'memory']]) {
    assert.throws(() => engine(refusal).prepare(256, 144), { problem });
  }
});
