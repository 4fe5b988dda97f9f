// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MediaWatch, rescueStep } from '../../Public/js/call/media-watch.js';
import { FakeTimers } from './fakes/timers.js';

function watched() {
  const timers = new FakeTimers();
  const around = { audio: 0, video: 0, comes: { audio: 1, video: 1 }, expected: { audio: true, video: true },
    connected: true, relay: false, line: true };
  const watch = new MediaWatch({
    timers,
    read: async () => {
      around.audio += around.comes.audio;
      around.video += around.comes.video;
      return { audio: around.audio, video: around.video, frames: 0, bytes: 0, framesSent: 0 };
    },
    expected: () => around.expected, isConnected: () => around.connected, hasRelay: () => around.relay,
    hasLine: () => around.line,
  });
  const events = [];
  for (const name of ['arrived', 'flow', 'lost', 'back', 'oneWay', 'step']) {
    watch.on(name, value => events.push(value === null && name !== 'step' ? name : `${name} ${value}`));
  }
  const nothing = { audio: 0, video: 0 };
  return { timers, around, watch, events, nothing };
}

test('media that arrive are said once, and again when the server has to be told again', async () => {
  const { timers, watch, events } = watched();
  watch.start();
  await timers.pass(3000);
  assert.deepEqual(events, ['arrived']);
  watch.again();
  await timers.pass(1000);
  assert.deepEqual(events, ['arrived', 'arrived']);
});

test('flow is said every 10 s while media arrive (rule 13), and not while they do not', async () => {
  const { timers, around, watch, events, nothing } = watched();
  watch.start();
  await timers.pass(31_000);
  assert.equal(events.filter(event => event === 'flow').length, 3);
  around.comes = nothing;
  await timers.pass(30_000);
  assert.equal(events.filter(event => event === 'flow').length, 3);
});

test('15 s without media: relay only, then sound only, then the phone (rule 18)', async () => {
  const { timers, around, watch, events, nothing } = watched();
  around.comes = nothing;
  around.relay = true;
  watch.start();
  await timers.pass(14_000);
  assert.deepEqual(events, []);
  await timers.pass(46_000);
  assert.deepEqual(events, ['step relay', 'step sound', 'step phone']);
});

test('without a relay the first step is sound only', () => {
  assert.deepEqual([0, 14_999, 15_000, 30_000, 90_000].map(silent => rescueStep(silent, false)),
    [null, null, 'sound', 'phone', 'phone']);
});

test('while the line to the server is away no step helps, and their time does not run', async () => {
  const { timers, around, watch, events, nothing } = watched();
  around.comes = nothing;
  around.line = false;
  watch.start();
  await timers.pass(60_000);
  assert.deepEqual(events, []);
  around.line = true;
  await timers.pass(15_500);
  assert.deepEqual(events, ['step sound']);
});

test('media that come back end the rescue', async () => {
  const { timers, around, watch, events, nothing } = watched();
  watch.start();
  await timers.pass(2000);
  around.comes = nothing;
  await timers.pass(20_000);
  around.comes = { audio: 1, video: 1 };
  await timers.pass(2000);
  assert.deepEqual(events.filter(event => event !== 'flow'), ['arrived', 'lost', 'step sound', 'back', 'step null']);
});

test('a side that sends nothing by its own account is not missed while it is connected', async () => {
  const { timers, around, watch, events, nothing } = watched();
  around.comes = nothing;
  around.expected = { audio: false, video: false };
  watch.start();
  await timers.pass(11_000);
  assert.deepEqual(events, ['arrived', 'flow']);
});

test('3 s after connecting sound and picture must both come', async () => {
  const { timers, around, watch, events } = watched();
  watch.start();
  await timers.pass(1000);
  watch.verify();
  around.comes = { audio: 0, video: 1 };
  await timers.pass(5000);
  assert.deepEqual(events, ['arrived', 'oneWay audio']);
});

test('what does not come is held against nobody before the line has been back for 3 s', async () => {
  const { timers, around, watch, events, nothing } = watched();
  watch.start();
  watch.verify();
  await timers.pass(1000);
  around.comes = nothing;
  around.line = false;
  await timers.pass(4000);
  around.line = true;
  await timers.pass(1900);
  around.comes = { audio: 1, video: 1 };
  await timers.pass(5000);
  assert.deepEqual(events.filter(event => event !== 'flow'), ['arrived', 'lost', 'back']);
});

test('what the other side has turned off need not come', async () => {
  const { timers, around, watch, events } = watched();
  around.expected = { audio: true, video: false };
  around.comes = { audio: 1, video: 0 };
  watch.start();
  watch.verify();
  await timers.pass(5000);
  assert.deepEqual(events, ['arrived']);
});

test('a stopped watch is silent', async () => {
  const { timers, watch, events } = watched();
  watch.start();
  watch.stop();
  await timers.pass(60_000);
  assert.deepEqual(events, []);
});
