// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayPlay } from '../../Public/js/call/media-control.js';
import { grant, makeCall, media, peerSaid } from './fakes/call.js';
import { settle } from './fakes/timers.js';

async function running(role, changes = {}) {
  const made = makeCall(role);
  await made.line.start();
  await made.call.prepare();
  await made.line.say(grant({ role, ...changes }));
  made.peer.isConnected = made.peer.hasRemote = true;
  return made;
}

/** The last that the server was told of this side's media. */
const told = ({ line }) => {
  const { microphone, camera, hasCamera } = line.socket.last('media');
  return { microphone, camera, hasCamera };
};

test('the connection is prepared with its tracks before the admission, and the host offers at once', async () => {
  const host = await running('host');
  assert.deepEqual(host.peer.calls, ['prepare', 'start offering']);
  const guest = await running('guest');
  assert.deepEqual(guest.peer.calls, ['prepare', 'start waiting']);
  assert.equal(guest.peer.tracks.video, guest.devices.camera);
});

test('a first entry has on what the set-up page has on (rule 11)', async () => {
  const made = await running('guest');
  assert.deepEqual(told(made), { microphone: true, camera: true, hasCamera: true });
});

test('without a camera one enters with sound only, and the other side is told', async () => {
  const made = makeCall('guest');
  made.devices.camera = null;
  made.devices.hasCamera = false;
  await made.line.start();
  await made.line.say(grant());
  assert.deepEqual(told(made), { microphone: true, camera: false, hasCamera: false });
});

test('a page that comes back has what it had, with what the host turned off (rule 13)', async () => {
  const made = await running('guest', { resumed: true,
    you: media({ microphone: false, camera: false, cameraBlocked: true }) });
  assert.deepEqual(told(made), { microphone: false, camera: false, hasCamera: true });
  assert.equal(await made.call.set('camera', true), 'blocked');
  assert.equal(await made.call.set('microphone', true), null);
  assert.equal(made.peer.calls.at(-1), 'start offering');
});

test('the same page\'s line comes back: media go on, and nothing is turned on by the server\'s memory', async () => {
  const made = await running('guest');
  await made.call.set('camera', false);
  await made.line.again();
  await made.line.say(grant({ resumed: true, you: media({ microphoneBlocked: true, microphone: false }) }));
  assert.deepEqual(told(made), { microphone: false, camera: false, hasCamera: true });
  assert.deepEqual(made.peer.calls.slice(2), ['configure', 'lineBack']);
});

test('media that arrive are acknowledged, again after every resume, and flow is said every 10 s', async () => {
  const made = await running('guest');
  made.peer.arriving = 10;
  await made.timers.pass(500);
  assert.equal(made.line.socket.last('connected').type, 'connected');
  await made.timers.pass(10_000);
  assert.deepEqual(made.line.socket.last('flow'), { type: 'flow' });
  await made.line.again();
  await made.line.say(grant({ resumed: true }));
  await made.timers.pass(2000);
  assert.ok(made.line.socket.last('connected'));
});

test('what the host turns off goes off, and cannot be turned on until the host asks (rule 10)', async () => {
  const made = await running('guest');
  await made.line.say({ type: 'control', kind: 'camera', blocked: true });
  assert.deepEqual(told(made), { microphone: true, camera: false, hasCamera: true });
  assert.equal(made.devices.camera, null);
  assert.equal(await made.call.set('camera', true), 'blocked');
  await made.line.say({ type: 'control', kind: 'camera', blocked: false });
  assert.equal(made.devices.camera, null);
  assert.equal(await made.call.set('camera', true), null);
  assert.deepEqual(made.events, [['turnedOff', 'camera'], ['asked', 'camera']]);
});

test('a camera that is being opened while the host turns it off stays off', async () => {
  const made = await running('guest');
  await made.call.set('camera', false);
  const turnedOn = made.call.set('camera', true);
  made.line.socket.say({ type: 'control', kind: 'camera', blocked: true });
  assert.equal(await turnedOn, 'blocked');
  await settle();
  assert.equal(made.devices.camera, null);
  assert.equal(made.call.view.media.camera, false);
});

test('a host plays nothing that it turned off, whatever the client sends', async () => {
  const made = await running('host');
  const tracks = [{ kind: 'audio', enabled: true }, { kind: 'video', enabled: true }];
  made.peer.emit('remote', { getTracks: () => tracks });
  await made.line.say(peerSaid({ media: media({ cameraBlocked: true }) }));
  assert.deepEqual(tracks.map(({ enabled }) => enabled), [true, false]);
  await made.line.say(peerSaid());
  assert.deepEqual(tracks.map(({ enabled }) => enabled), [true, true]);
  assert.equal(mayPlay('microphone', media({ microphoneBlocked: true })), false);
});

test('a device that cannot be opened is said by its reason', async () => {
  const made = await running('guest');
  await made.call.set('camera', false);
  made.devices.works = false;
  assert.equal(await made.call.set('camera', true), 'busy');
  assert.equal(made.call.view.media.camera, false);
});

test('the other side\'s new page is waited for, then the connection is built anew', async () => {
  const made = await running('host');
  await made.line.say(peerSaid({ renegotiate: true }));
  await made.timers.pass(1000);
  assert.equal(made.peer.calls.at(-1), 'rebuild');
});

test('a "new page" whose media keep coming is the old one, and is left alone (restart of the server)', async () => {
  const made = await running('host');
  made.peer.arriving = 10;
  await made.line.say(peerSaid({ renegotiate: true }));
  await made.timers.pass(5000);
  assert.ok(!made.peer.calls.includes('rebuild'));
});

test('the other side\'s line comes back: what was lost is said again', async () => {
  const made = await running('host');
  await made.line.say(peerSaid({ present: false, seatDeadline: 1 }));
  await made.line.say(peerSaid());
  assert.equal(made.peer.calls.at(-1), 'lineBack');
});

test('a guest to whom no offer comes makes one', async () => {
  const made = makeCall('guest');
  await made.line.start();
  await made.line.say(grant());
  await made.timers.pass(3000);
  assert.equal(made.peer.calls.at(-1), 'rebuild');
});

test('15 s without media end in sound only, told to page and server (rule 18)', async () => {
  const made = await running('guest');
  await made.line.live(16_000);
  assert.equal(made.call.view.step, 'sound');
  assert.deepEqual(told(made), { microphone: true, camera: false, hasCamera: true });
  assert.ok(made.peer.calls.includes('rebuild'));
});

test('with a relay the first step is relay only', async () => {
  const made = await running('guest');
  made.peer.hasRelay = true;
  await made.line.live(16_000);
  assert.ok(made.peer.calls.includes('relayOnly'));
  assert.equal(told(made).camera, true);
});

test('sound that does not come after connecting builds anew, once in 30 s', async () => {
  const made = await running('guest');
  made.peer.counters = async () => ({ ...made.peer.packets, video: made.peer.packets.video += 1 });
  made.peer.emit('state', 'connected');
  await made.timers.pass(5000);
  made.peer.emit('state', 'connected');
  await made.timers.pass(5000);
  assert.equal(made.peer.calls.filter(call => call === 'rebuild').length, 1);
});

test('sound that does not come is waited for while a restart is on its way, and no longer', async () => {
  const made = await running('guest');
  made.peer.counters = async () => ({ ...made.peer.packets, video: made.peer.packets.video += 1 });
  made.peer.emit('state', 'connected');
  await made.timers.pass(2000);
  made.peer.restartedAt = made.timers.now();
  await made.timers.pass(2900);
  assert.ok(!made.peer.calls.includes('rebuild'));
  await made.timers.pass(3000);
  assert.ok(made.peer.calls.includes('rebuild'));
});

test('at the end nothing is left: no token, no chat, no connection; a guest\'s camera light is out', async () => {
  const made = await running('guest');
  made.call.chat.send('hello');
  made.call.end();
  assert.deepEqual([made.resume.token, made.call.chat.messages.length, made.call.view.call, made.call.remote],
    [null, 0, null, null]);
  assert.deepEqual([made.peer.calls.at(-1), made.devices.calls.at(-1)], ['close', 'stop']);
  assert.deepEqual(made.events, [['ended', 'c1']]);
  await made.timers.pass(60_000);
  assert.equal(made.peer.calls.at(-1), 'close');
});

test('an older page stops its media and keeps its token, to take back with', async () => {
  const made = await running('guest');
  await made.line.say({ type: 'moved' });
  assert.deepEqual([made.resume.token, made.call.isRunning], ['token', false]);
});

test('signals and words about another call are passed over', async () => {
  const made = await running('guest');
  await made.line.say({ type: 'signal', call: 'c2', candidates: [] });
  await made.line.say(peerSaid({ call: 'c2', present: false }));
  assert.deepEqual([made.peer.received, made.call.view.present], [[], true]);
});
