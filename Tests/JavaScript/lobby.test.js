// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialLobby, isAsking, isOutdated, lobbySeconds, mayAsk, reduceLobby } from '../../Public/js/call/lobby.js';
import { checkName } from '../../Public/js/call/visitor.js';
import { grant, visitorRoom } from './fakes/call.js';

const after = (...events) => events.reduce(reduceLobby, initialLobby);
const here = { type: 'welcome' };

test('before the server has spoken the page is offline', () => {
  assert.equal(after(here).state, 'offline');
});

test('the page shows what the server says, and may ask when open or busy', () => {
  for (const state of ['too_early', 'over', 'appointment_cancelled', 'absent', 'locked', 'waiting', 'asked_to_wait',
    'in_call']) {
    const lobby = after(here, visitorRoom({ state }));
    assert.deepEqual([lobby.state, mayAsk(lobby)], [state, false]);
  }
  for (const state of ['open', 'busy']) assert.equal(mayAsk(after(here, visitorRoom({ state }))), true);
});

test('a locked page becomes the set-up page by itself (rule 9)', () => {
  const lobby = after(here, visitorRoom({ state: 'locked' }), visitorRoom({ revision: 2 }));
  assert.deepEqual([lobby.state, mayAsk(lobby)], ['open', true]);
});

test('a page is out of date when the appointment was moved, but not while something is going on in it', () => {
  const moved = visitorRoom({ starts: 2000 });
  assert.ok(isOutdated(after(here, moved), 1000));
  assert.ok(!isOutdated(after(here, moved), 2000));
  assert.ok(!isOutdated(after(here, moved), NaN));
  assert.ok(!isOutdated(after(here, visitorRoom()), 1000));
  for (const state of ['waiting', 'asked_to_wait', 'connecting', 'in_call', 'refused']) {
    assert.ok(!isOutdated(after(here, visitorRoom({ starts: 2000, state })), 1000), state);
  }
  assert.ok(!isOutdated(after(here, moved, { type: 'asked', knock: 1 }), 1000));
});

test('an older revision changes nothing, unless the server has begun anew', () => {
  const late = [here, visitorRoom({ revision: 9 }), visitorRoom({ revision: 8, state: 'locked' })];
  assert.equal(after(...late).state, 'open');
  assert.equal(after(...late, here, visitorRoom({ revision: 1, state: 'locked' })).state, 'locked');
});

test('without a line the page is offline, but a running call goes on (rule 13)', () => {
  const away = { type: 'line', online: false };
  assert.equal(after(here, visitorRoom(), away).state, 'offline');
  assert.equal(after(here, visitorRoom(), away, here).state, 'open');
  assert.equal(after(here, grant(), visitorRoom({ state: 'in_call' }), away).state, 'in_call');
});

test('after an outcome this page load cannot ask again, whatever comes (rule 5)', () => {
  for (const state of ['refused', 'no_answer', 'excluded', 'ended', 'moved_device', 'too_many']) {
    const lobby = after(here, visitorRoom({ state }), visitorRoom({ revision: 2 }), here,
      { type: 'asked', knock: 'k' });
    assert.deepEqual([lobby.state, lobby.finished, mayAsk(lobby), lobby.knock], [state, true, false, null]);
  }
});

test('a knock that ended with the host or by withdrawal can be followed by another one', () => {
  for (const state of ['withdrawn', 'host_left', 'locked']) {
    const asked = [here, visitorRoom(), { type: 'asked', knock: 'k' }, visitorRoom({ revision: 2, state: 'waiting' })];
    const lobby = after(...asked, visitorRoom({ revision: 3, state }));
    assert.deepEqual([lobby.state, lobby.finished, lobby.knock], [state, false, null]);
    assert.equal(mayAsk(reduceLobby(lobby, visitorRoom({ revision: 4 }))), true);
  }
});

test('the page asks once, and says "waiting" only when the server does (rule 5)', () => {
  const asked = after(here, visitorRoom(), { type: 'asked', knock: 'k' });
  assert.deepEqual([asked.state, isAsking(asked), mayAsk(asked)], ['open', true, false]);
  const waiting = reduceLobby(asked, visitorRoom({ revision: 2, state: 'waiting' }));
  assert.deepEqual([waiting.state, isAsking(waiting)], ['waiting', false]);
  assert.equal(mayAsk(reduceLobby(asked, { type: 'not_asked' })), true);
});

test('a nudge lasts until the visitor asks', () => {
  const nudged = after(here, visitorRoom(), { type: 'nudge' });
  assert.equal(nudged.nudged, true);
  assert.equal(reduceLobby(nudged, { type: 'asked', knock: 'k' }).nudged, false);
  assert.equal(after(here, visitorRoom({ state: 'absent' }), { type: 'nudge' }).nudged, false);
});

test('a newer page of the same participant ends this one (rule 14)', () => {
  assert.equal(after(here, grant(), { type: 'moved' }).state, 'moved_device');
});

test('seconds count up to the whole one and end at none', () => {
  const lobby = after(here, visitorRoom({ state: 'waiting', deadline: 30_000 }));
  assert.deepEqual([0, 1, 29_001, 30_000, 99_999].map(now => lobbySeconds(lobby, now)), [30, 30, 1, 0, 0]);
  assert.equal(lobbySeconds(initialLobby, 0), null);
});

test('a name has 1 to 60 visible characters and nothing that turns text around (rule 3)', () => {
  assert.deepEqual(checkName('  Zoë Lefèvre-Østergård '), { name: 'Zoë Lefèvre-Østergård', problem: null });
  assert.equal(checkName('李').name, '李');
  for (const empty of ['', '   ', '\u00a0', '\u200b', '\u200d\u2060']) assert.equal(checkName(empty).problem, 'empty');
  for (const bad of ['a\nb', 'a\u0000', 'a\u202eb', 'a\u2066b', 'a\u2028b', 'a\u0085b']) {
    assert.equal(checkName(bad).problem, 'forbidden');
  }
  assert.equal(checkName('👨‍👩‍👧'.repeat(40)).problem, null);
  assert.equal(checkName('x'.repeat(60)).problem, null);
  assert.equal(checkName('x'.repeat(61)).problem, 'long');
  assert.equal(checkName(`a${'\u0301'.repeat(300)}`).problem, 'long');
});
