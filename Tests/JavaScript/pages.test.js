// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Host } from '../../Public/js/call/host.js';
import { Visitor } from '../../Public/js/call/visitor.js';
import { grant, hostRoom, knock, makeCall, peerSaid, visitorRoom } from './fakes/call.js';
import { settle } from './fakes/timers.js';

const devices = { camera: true, microphone: true, speaker: true };

async function visitorPage() {
  const made = makeCall('guest');
  made.line.handled = true;
  let knocks = 0;
  const visitor = new Visitor({
    signalling: made.line.client, call: made.call, remembered: made.remembered, makeId: () => `knock${++knocks}`,
  });
  const refusals = [];
  visitor.on('refused', reason => refusals.push(reason));
  await made.line.start();
  return { ...made, visitor, refusals };
}

async function waiting() {
  const made = await visitorPage();
  await made.line.say(visitorRoom());
  made.visitor.ready('Zoë', devices);
  made.visitor.ask('Zoë');
  await made.line.ack('knock');
  await made.line.say(visitorRoom({ revision: 2, state: 'waiting', deadline: made.timers.now() + 30_000 }));
  return made;
}

test('asking gives a name, remembers it, and makes one knock (rule 3)', async () => {
  const { visitor, line, remembered } = await visitorPage();
  await line.say(visitorRoom());
  assert.equal(await visitor.ask('  '), 'empty');
  const asked = visitor.ask(' Zoë ');
  visitor.ask('Zoë');
  await line.ack('knock');
  assert.equal(await asked, null);
  assert.deepEqual(line.socket.sent.filter(({ type }) => type === 'knock').length, 1);
  assert.equal(line.socket.last('knock').name, 'Zoë');
  assert.equal(remembered.name, 'Zoë');
});

test('a knock that the server refuses is said, and can be made again', async () => {
  const { visitor, line, refusals } = await visitorPage();
  await line.say(visitorRoom());
  visitor.ask('Zoë');
  await line.say({ type: 'refused', id: line.socket.last('knock').id, reason: 'too_many' });
  assert.deepEqual(refusals, ['too_many']);
  visitor.ask('Zoë');
  assert.equal(line.socket.last('knock').knock, 'knock2');
});

test('after a reconnection readiness and the same knock are said again, with the time that was left (rule 5)',
  async () => {
  const { line, timers } = await waiting();
  await timers.pass(5000);
  line.socket.say({ type: 'ping', now: timers.now() });
  await timers.pass(12_000);
  await line.welcome();
  assert.deepEqual(line.socket.sent.map(({ type }) => type), ['hello', 'ready', 'knock']);
  assert.deepEqual([line.socket.last('knock').knock, line.socket.last('knock').left], ['knock1', 25_000]);
});

test('a knock that a restarted server cannot take before the host is back is said again when the host is', async () => {
  const { line, visitor, timers, refusals } = await waiting();
  await line.again();
  await line.say(visitorRoom({ revision: 1, state: 'absent' }));
  await line.say({ type: 'refused', id: line.socket.last('knock').id, reason: 'not_now' });
  assert.equal(visitor.lobby.state, 'absent');
  await timers.pass(2000);
  line.socket.sent.length = 0;
  await line.say(visitorRoom({ revision: 2, now: timers.now() }));
  const { knock: id, left } = line.socket.last('knock');
  assert.deepEqual([id, left, refusals], ['knock1', 28_000, []]);
});

test('a knock whose time is over is not said again', async () => {
  const { line, visitor, timers } = await waiting();
  await line.again();
  await line.say(visitorRoom({ revision: 1, state: 'absent' }));
  await line.say({ type: 'refused', id: line.socket.last('knock').id, reason: 'not_now' });
  await line.live(35_000);
  line.socket.sent.length = 0;
  await line.say(visitorRoom({ revision: 2, now: timers.now() }));
  assert.equal(line.socket.last('knock'), undefined);
  assert.equal(visitor.lobby.state, 'open');
});

test('a withdrawal that could not be told is told when the line is back, instead of the knock', async () => {
  const { line, visitor } = await waiting();
  line.socket.drop();
  await visitor.withdraw();
  await line.timers.pass(0);
  await line.welcome();
  assert.deepEqual(line.socket.sent.map(({ type }) => type), ['hello', 'ready', 'withdraw']);
});

test('leaving ends the page\'s turn even if the server cannot be told', async () => {
  const { line, visitor, call, devices: own, resume } = await visitorPage();
  await line.say(grant());
  line.socket.drop();
  await visitor.leave();
  assert.deepEqual([visitor.lobby.state, call.isRunning, resume.token], ['ended', false, null]);
  assert.equal(own.camera, null);
});

test('a room without this page in it ends its call; a call state keeps it', async () => {
  const { line, call } = await visitorPage();
  await line.say(grant());
  await line.say(visitorRoom({ state: 'in_call' }));
  assert.equal(call.view.phase, 'in_call');
  await line.say(visitorRoom({ revision: 2, state: 'excluded' }));
  assert.equal(call.isRunning, false);
});

test('taking back begins anew with the resume token that was kept (rule 14)', async () => {
  const { line, visitor } = await visitorPage();
  await line.say(grant());
  await line.say({ type: 'moved' });
  line.socket.drop(1000);
  visitor.takeBack();
  await line.welcome();
  assert.deepEqual(line.socket.sent[0], { type: 'hello', version: 1, resume: 'token', takeBack: true });
  await line.say(visitorRoom({ revision: 1, state: 'in_call' }));
  assert.equal(visitor.lobby.state, 'in_call');
});

async function hostPage() {
  const made = makeCall('host');
  made.line.handled = true;
  const host = new Host({ signalling: made.line.client, call: made.call });
  await made.line.start();
  return { ...made, host };
}

test('the host enters again after every reconnection, until it leaves', async () => {
  const { line, host } = await hostPage();
  host.open();
  await line.ack('open');
  await line.again();
  assert.equal(line.socket.last('open').type, 'open');
  host.close().catch(() => {});
  await line.again();
  assert.equal(line.socket.last('open'), undefined);
});

test('waiting knocks are announced once, also to a host who comes back (rule 5)', async () => {
  const { line, host } = await hostPage();
  const rung = [];
  host.on('knocks', knocks => rung.push(...knocks.map(({ knock: id }) => id)));
  await line.say(hostRoom({ knocks: [knock()] }));
  await line.say(hostRoom({ revision: 2, knocks: [knock(), knock({ knock: 'k2' })] }));
  await line.again();
  await line.say(hostRoom({ revision: 1, knocks: [knock(), knock({ knock: 'k2' })] }));
  assert.deepEqual(rung, ['k1', 'k2']);
});

test('when the call is over the host waits for the next client, prepared (rule 12)', async () => {
  const { line, peer, call, devices: own } = await hostPage();
  await line.say(grant({ role: 'host' }));
  await line.say(hostRoom({ ended: { reason: 'left', at: 0, appointment: null } }));
  await settle();
  assert.equal(call.isRunning, false);
  assert.equal(peer.calls.at(-1), 'prepare');
  assert.notEqual(own.camera, null);
});

test('muting the client stops playing at once, before the server has answered (rule 10)', async () => {
  const { line, host, call, peer } = await hostPage();
  const audio = { kind: 'audio', enabled: true };
  await line.say(grant({ role: 'host' }));
  peer.emit('remote', { getTracks: () => [audio] });
  host.mute('microphone').catch(() => {});
  assert.equal(audio.enabled, false);
  await line.say(peerSaid());
  assert.deepEqual([audio.enabled, call.view.other.microphoneBlocked], [true, false]);
});
