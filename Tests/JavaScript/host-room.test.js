// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerClock } from '../../Public/js/call/events.js';
import {
  callSeconds, initialHostRoom, knockSeconds, minutesLeft, newKnocks, punctuality, reduceHostRoom, seatSeconds,
    shouldRing,
} from '../../Public/js/call/host-room.js';
import { hostRoom, knock, media, peerSaid } from './fakes/call.js';
import { FakeTimers } from './fakes/timers.js';

const after = (...events) => events.reduce(reduceHostRoom, initialHostRoom);
const here = { type: 'welcome' };
const call = (changes = {}) => ({
  call: 'c1', state: 'connecting', appointment: null, guest: 'Zoë', started: 0, guestPresent: true, seatDeadline: null,
  media: media(), ...changes,
});

test('the host draws the whole room as the server says it', () => {
  const room = after(here, hostRoom({ locked: true, knocks: [knock()] }));
  assert.deepEqual([room.here, room.open, room.locked, room.knocks.length], [true, true, true, 1]);
});

test('a page that is not the one in the room is told so', () => {
  assert.equal(after(here, hostRoom({ here: false })).here, false);
});

test('an older revision changes nothing', () => {
  assert.equal(after(here, hostRoom({ revision: 5 }), hostRoom({ revision: 4, locked: true })).locked, false);
});

test('while no call runs an unanswered knock rings; during a call and after "please wait" it does not (rule 4)', () => {
  assert.equal(shouldRing(after(here, hostRoom({ knocks: [knock()] }))), true);
  assert.equal(shouldRing(after(here, hostRoom({ knocks: [knock({ waiting: true })] }))), false);
  assert.equal(shouldRing(after(here, hostRoom({ knocks: [knock()], call: call() }))), false);
  assert.equal(shouldRing(after(here, hostRoom({ knocks: [knock()], here: false }))), false);
});

test('new knocks are those not there before, and those whose wait is over', () => {
  const before = after(here, hostRoom({ knocks: [knock(), knock({ knock: 'k2', waiting: true })] }));
  const next = reduceHostRoom(before, hostRoom({ revision: 2,
    knocks: [knock(), knock({ knock: 'k2' }), knock({ knock: 'k3' })] }));
  assert.deepEqual(newKnocks(before, next).map(({ knock: id }) => id), ['k2', 'k3']);
});

test('what is heard of the other side changes the running call only', () => {
  const room = after(here, hostRoom({ call: call() }), peerSaid({ present: false, seatDeadline: 120_000 }));
  assert.deepEqual([room.call.state, room.call.guestPresent, seatSeconds(room, 1000)], ['in_call', false, 119]);
  assert.equal(reduceHostRoom(room, peerSaid({ call: 'another' })), room);
});

test('minutes early and late', () => {
  const at = 10 * 60_000;
  assert.deepEqual(punctuality(at, 8 * 60_000), { when: 'early', minutes: 2 });
  assert.deepEqual(punctuality(at, at + 59_000), { when: 'on_time', minutes: 0 });
  assert.deepEqual(punctuality(at, at + 61_000), { when: 'late', minutes: 1 });
});

test('digits of the knock, the call and the time left', () => {
  assert.equal(knockSeconds(knock(), 12_500), 18);
  assert.equal(knockSeconds(knock({ deadline: null }), 0), null);
  assert.equal(callSeconds(1000, 62_999), 61);
  assert.equal(callSeconds(null, 5), 0);
  assert.equal(minutesLeft(0, 50, 49 * 60_000 + 1), 1);
  assert.equal(minutesLeft(0, 50, 52 * 60_000), -2);
});

test('the server clock takes the message that was least late, and follows a clock that was set', () => {
  const timers = new FakeTimers();
  const clock = new ServerClock(timers);
  const server = timers.now() + 3000;
  clock.hear(server - 400);
  clock.hear(server);
  clock.hear(server - 900);
  assert.equal(clock.now(), server);
  assert.equal(clock.secondsUntil(server + 1500), 2);
  timers.sleep(-3_600_000);
  clock.hear(server + 10);
  assert.equal(clock.now(), server + 10);
});
