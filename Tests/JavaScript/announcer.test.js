// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Announcer } from '../../Public/js/ui/announcer.js';
import { FakeTimers } from './fakes/timers.js';

function make() {
  const timers = new FakeTimers();
  const heard = [];
  const region = { set textContent(text) { heard.push(text); } };
  return { announcer: new Announcer(region, timers), timers, heard };
}

test('of two things said at once each is heard, in its turn', async () => {
  const { announcer, timers, heard } = make();
  announcer.say('no blur');
  announcer.say('connected');
  await timers.pass(Announcer.pause);
  assert.deepEqual(heard, ['', 'no blur']);
  await timers.pass(Announcer.patience - 1);
  assert.deepEqual(heard, ['', 'no blur']);
  await timers.pass(1 + Announcer.pause);
  assert.deepEqual(heard, ['', 'no blur', '', 'connected']);
});

test('what is said soon after another waits until that one could be heard', async () => {
  const { announcer, timers, heard } = make();
  announcer.say('no blur');
  await timers.pass(Announcer.pause + Announcer.patience / 2);
  announcer.say('connected');
  assert.equal(heard.at(-1), 'no blur');
  await timers.pass(Announcer.patience / 2 + Announcer.pause);
  assert.equal(heard.at(-1), 'connected');
});

test('what waits already is not said twice in a row, what was said is said again', async () => {
  const { announcer, timers, heard } = make();
  announcer.say('lost');
  announcer.say('back');
  announcer.say('back');
  await timers.pass(3 * (Announcer.pause + Announcer.patience));
  assert.deepEqual(heard, ['', 'lost', '', 'back']);
  announcer.say('back');
  await timers.pass(Announcer.pause);
  assert.deepEqual(heard.slice(4), ['', 'back']);
});
