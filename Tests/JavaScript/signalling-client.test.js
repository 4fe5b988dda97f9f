// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commands, notices } from '../../Public/js/call/commands.js';
import { makeLine } from './fakes/line.js';

test('a page offers the protocol and its ticket, and says its version and resume token first', async () => {
  const line = makeLine({ resume: () => 'token' });
  line.client.connect();
  assert.deepEqual(line.socket.protocols, ['visavis.v1', 'ticket.first.ticket']);
  line.socket.open();
  assert.deepEqual(line.socket.sent, [{ type: 'hello', version: 1, resume: 'token' }]);
});

test('a ping is answered when it comes, without a timer', async () => {
  const line = makeLine();
  await line.start();
  line.socket.say({ type: 'ping', now: 1 });
  assert.deepEqual(line.socket.sent.at(-1), { type: 'pong' });
});

test('a line that is silent for 12 s is given up and opened again at once', async () => {
  const line = makeLine();
  await line.start();
  await line.timers.pass(11_999);
  assert.equal(line.sockets.length, 1);
  await line.timers.pass(1);
  assert.equal(line.sockets.length, 2);
  assert.equal(line.client.state, 'offline');
});

test('pings keep a line', async () => {
  const line = makeLine();
  await line.start();
  for (let i = 0; i < 10; i += 1) {
    await line.timers.pass(5000);
    line.socket.say({ type: 'ping', now: line.timers.now() });
  }
  assert.equal(line.sockets.length, 1);
});

test('reconnection is tried after 0, 250, 500, 1000, 2000 ms, then every 3 to 4 s for ever', async () => {
  const line = makeLine();
  await line.start();
  const opened = [];
  for (let i = 0; i < 12; i += 1) {
    const before = line.timers.now();
    line.socket.drop();
    const count = line.sockets.length;
    while (line.sockets.length === count) await line.timers.pass(50);
    opened.push(line.timers.now() - before);
  }
  assert.deepEqual(opened.map(delay => Math.max(0, delay - 50)).slice(1, 5), [200, 450, 950, 1950]);
  for (const delay of opened.slice(5)) assert.ok(delay >= 3000 && delay <= 4050, String(delay));
});

test('after a welcome the next loss begins with no delay again', async () => {
  const line = makeLine();
  await line.start();
  for (let i = 0; i < 4; i += 1) { line.socket.drop(); await line.timers.pass(2000); }
  await line.welcome();
  line.socket.drop();
  const count = line.sockets.length;
  await line.timers.pass(0);
  assert.equal(line.sockets.length, count + 1);
});

test('an attempt that neither opens nor fails is given up', async () => {
  const line = makeLine();
  line.client.connect();
  await line.timers.pass(6000);
  assert.equal(line.sockets.length, 2);
});

test('a page that wakes up does not trust a line that was silent, and does not wait for the next attempt', async () => {
  const line = makeLine();
  await line.start();
  line.timers.sleep(60_000);
  line.client.check();
  await line.timers.pass(0);
  assert.equal(line.sockets.length, 2);
  line.socket.drop();
  line.client.check();
  assert.equal(line.sockets.length, 3);
});

test('another network takes another line at once, and closes nothing that is closed', async () => {
  const line = makeLine();
  line.client.networkChanged();
  assert.equal(line.sockets.length, 0);
  await line.start();
  line.client.networkChanged();
  assert.equal(line.sockets.length, 2);
});

test('a command is acknowledged, or refused with its reason', async () => {
  const line = makeLine();
  await line.start();
  const locked = line.client.command(commands.lock(true));
  await line.ack('lock');
  await locked;
  const refused = assert.rejects(line.client.command(commands.admit('k')), { reason: 'seat_taken' });
  await line.say({ type: 'refused', id: line.socket.last('admit').id, reason: 'seat_taken' });
  await refused;
});

test('ids are never used twice', async () => {
  const line = makeLine();
  await line.start();
  for (let i = 0; i < 5; i += 1) line.client.command(commands.lock(true)).catch(() => {});
  assert.deepEqual(line.socket.sent.slice(1).map(({ id }) => id), [1, 2, 3, 4, 5]);
});

test('what may be repeated is said again after a reconnection; what may not is refused as offline', async () => {
  const line = makeLine();
  await line.start();
  const knocked = line.client.command(commands.knock('k', 'Zoë'));
  const admitted = line.client.command(commands.admit('k'));
  const refused = assert.rejects(admitted, { reason: 'offline' });
  await line.again();
  await refused;
  assert.equal(line.socket.last('knock').knock, 'k');
  assert.equal(line.socket.last('admit'), undefined);
  await line.ack('knock');
  await knocked;
});

test('a newer state replaces an older one that is unanswered, and its answer answers both', async () => {
  const line = makeLine();
  await line.start();
  line.socket.drop();
  const devices = { camera: true, microphone: true, speaker: true };
  const first = line.client.command(commands.ready(null, devices));
  const second = line.client.command(commands.ready('Zoë', devices));
  await line.timers.pass(0);
  await line.welcome();
  assert.deepEqual(line.socket.sent.map(({ type }) => type), ['hello', 'ready']);
  await line.ack('ready');
  await Promise.all([first, second]);
});

test('a new ticket over the line is used for the next opening', async () => {
  const line = makeLine();
  await line.start();
  line.socket.say({ type: 'ticket', ticket: 'second.ticket' });
  line.socket.drop();
  await line.timers.pass(0);
  assert.equal(line.socket.protocols[1], 'ticket.second.ticket');
});

test('an expired ticket (4401) is renewed by request', async () => {
  const line = makeLine();
  await line.start();
  line.socket.drop(4401);
  await line.timers.pass(0);
  assert.equal(line.requests[0].url, '/api/v1/tickets');
  assert.equal(line.requests[0].body, '{"ticket":"first.ticket"}');
  assert.equal(line.socket.protocols[1], 'ticket.renewed.ticket');
});

test('two refused openings in a row look like an expired ticket', async () => {
  const line = makeLine();
  line.client.connect();
  line.socket.drop();
  await line.timers.pass(0);
  assert.equal(line.requests.length, 0);
  line.socket.drop();
  await line.timers.pass(250);
  assert.equal(line.requests.length, 1);
});

test('a page that is let in and sent away before a word has a dead ticket', async () => {
  const line = makeLine();
  const closed = [];
  line.client.on('closed', event => closed.push(event));
  await line.start();
  line.socket.drop(1008);
  await line.timers.pass(4000);
  assert.deepEqual(closed, [], 'after a welcome it may have been too many messages');
  line.socket.open();
  line.socket.drop(1008);
  await line.timers.pass(60_000);
  assert.deepEqual(closed, [{ code: 1008, reason: 'ticket' }]);
});

test('a ticket that cannot be renewed closes for good, and the page is told why', async () => {
  const line = makeLine();
  line.answer = async () => ({ ok: false, status: 401 });
  const closed = [];
  line.client.on('closed', event => closed.push(event));
  await line.start();
  line.socket.drop(4401);
  await line.timers.pass(60_000);
  assert.deepEqual(closed, [{ code: 4401, reason: 'ticket' }]);
  assert.equal(line.sockets.length, 1);
});

test('while the network is away the old ticket is kept and tried', async () => {
  const line = makeLine();
  line.answer = async () => { throw new TypeError('offline'); };
  await line.start();
  line.socket.drop(4401);
  await line.timers.pass(0);
  assert.equal(line.socket.protocols[1], 'ticket.first.ticket');
});

test('close code 1000 is the end of the matter', async () => {
  const line = makeLine();
  await line.start();
  line.socket.drop(1000);
  await line.timers.pass(60_000);
  assert.equal(line.sockets.length, 1);
  assert.equal(line.client.state, 'closed');
});

test('taking back opens anew and says so once', async () => {
  const line = makeLine({ resume: () => 'token' });
  await line.start();
  line.socket.drop(1000);
  line.client.takeBack();
  await line.welcome();
  assert.deepEqual(line.socket.sent[0], { type: 'hello', version: 1, resume: 'token', takeBack: true });
  await line.again();
  assert.deepEqual(line.socket.sent[0], { type: 'hello', version: 1, resume: 'token' });
});

test('what cannot be read is passed over', async () => {
  const line = makeLine();
  const heard = [];
  line.client.on('message', message => heard.push(message));
  await line.start();
  for (const data of ['', 'null', '[]', '{', '{"type":5}', '"x"']) line.socket.say(data);
  line.socket.say({ type: 'nudge' });
  assert.deepEqual(heard, [{ type: 'nudge' }]);
});

test('a message of more than 64 KiB is not sent', async () => {
  const line = makeLine();
  await line.start();
  assert.equal(line.client.notify(notices.signal('c', { description: { type: 'offer', sdp: 'x'.repeat(70_000) } })),
    false);
  assert.equal(line.client.notify(notices.signal('c', { description: { type: 'offer', sdp: 'x'.repeat(30_000) } })),
    true);
});
