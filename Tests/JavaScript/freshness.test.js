// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Freshness } from '../../Public/js/site/freshness.js';
import { FakeTimers } from './fakes/timers.js';

function make() {
  const timers = new FakeTimers();
  const loads = [];
  const freshness = new Freshness('a-1', () => new Promise((resolve, reject) => loads.push({ resolve, reject })), timers);
  const say = revision => freshness.hear({ type: 'appointments', revision });
  return { freshness, timers, loads, say };
}

test('a page that shows what is so loads nothing', () => {
  const { freshness, loads, say } = make();
  say('a-1');
  freshness.hear({ type: 'moved' });
  assert.equal(loads.length, 0);
});

test('many changes at once are one load, and another for those that came meanwhile', async () => {
  const { timers, loads, say } = make();
  say('a-2');
  say('a-3');
  say('a-4');
  assert.equal(loads.length, 1);
  loads[0].resolve();
  await timers.pass(Freshness.pause - 1);
  assert.equal(loads.length, 1);
  await timers.pass(1);
  assert.equal(loads.length, 2);
  loads[1].resolve();
  await timers.pass(10 * Freshness.pause);
  assert.equal(loads.length, 2);
});

test('what was missed while the line was away, or the server began again, is loaded', async () => {
  const { timers, loads, say } = make();
  say('b-0');
  loads[0].resolve();
  await timers.pass(Freshness.pause);
  say('b-0');
  assert.equal(loads.length, 1);
});

test('a load that failed is tried again, later', async () => {
  const { timers, loads, say } = make();
  say('a-2');
  loads[0].reject(new Error('no network'));
  await timers.pass(Freshness.patience - 1);
  assert.equal(loads.length, 1);
  await timers.pass(1);
  assert.equal(loads.length, 2);
});
