// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackgroundStudio } from '../../Public/js/call/background-studio.js';

/** A graphics card that says yes to everything until it is lost. */
function fakeCard() {
  const card = { isLost: false, isContextLost: () => card.isLost };
  return new Proxy(card, { get: (own, name) => own[name] ?? (() => ({})) });
}

/** What a worker's surroundings offer; `cards` are handed out one after the other, null is none. */
function surroundings(cards) {
  const world = { beat: () => {}, now: 0, breaks: false, made: 0 };
  Object.assign(globalThis, {
    OffscreenCanvas: class {
      getContext(kind) { return kind === 'webgl2' ? cards.shift() ?? null : { drawImage() {} }; }
    },
    VideoFrame: class {
      constructor() {
        if (world.breaks) throw new Error('no picture');
        world.made++;
      }
    },
    setInterval(action) { world.beat = action; },
    fetch: async () => ({ ok: false }),
  });
  performance.now = () => world.now;
  return world;
}

/** A studio that is fed one picture at a time. */
async function make(cards) {
  const world = surroundings(cards);
  const said = [];
  const studio = new BackgroundStudio(message => said.push(message));
  studio.hear({ type: 'open', folder: '/blur', choice: 'light' });
  let give = () => {};
  const readable = { getReader: () => ({ read: () => new Promise((resolve, reject) => { give = { resolve, reject }; }) }) };
  studio.hear({ type: 'sink', writable: { getWriter: () => ({ write: async () => {} }) } });
  studio.hear({ type: 'source', readable });
  const settle = () => new Promise(resolve => { setImmediate(resolve); });
  const picture = async () => {
    let closed = 0;
    give.resolve({ value: { timestamp: 1, displayWidth: 64, displayHeight: 36, close() { closed++; } }, done: false });
    await settle();
    return closed;
  };
  const isAlive = () => {
    const before = said.length;
    world.beat();
    return said.length > before;
  };
  await settle();
  return { world, said, picture, isAlive, fail: async () => { give.reject(new Error('broken')); await settle(); } };
}

const problems = said => said.filter(({ type }) => type === 'state').map(({ covered, problem }) => `${covered} ${problem}`);

test('a picture that cannot be made is left out and let go, the next one comes', async () => {
  const { world, picture, isAlive } = await make([]);
  assert.equal(await picture(), 1);
  world.breaks = true;
  assert.equal(await picture(), 1);
  world.breaks = false;
  assert.equal(await picture(), 1);
  assert.deepEqual([world.made, isAlive()], [2, true]);
});

test('who makes no picture any more gives no sign of life, so that another one begins', async () => {
  const { world, picture, isAlive } = await make([]);
  world.breaks = true;
  for (let count = 0; count < 29; count++) await picture();
  assert.ok(isAlive());
  await picture();
  assert.ok(!isAlive());
  const other = await make([]);
  await other.fail();
  assert.ok(!other.isAlive());
});

test('a lost card is asked for again where it does not come back at once', async () => {
  const first = fakeCard();
  const cards = [first];
  const { world, said, picture } = await make(cards);
  await picture();
  first.isLost = true;
  world.now = 100;
  await picture();
  assert.equal(problems(said).at(-1), 'true lost');
  cards.push(fakeCard());
  world.now = 600;
  await picture();
  assert.equal(cards.length, 1);
  world.now = 1200;
  await picture();
  assert.deepEqual([cards.length, problems(said).at(-1)], [0, 'true null']);
});
