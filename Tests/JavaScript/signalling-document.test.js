// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { commands, notices } from '../../Public/js/call/commands.js';
import { Host } from '../../Public/js/call/host.js';
import { Freshness } from '../../Public/js/site/freshness.js';
import { Visitor } from '../../Public/js/call/visitor.js';
import { grant, makeCall } from './fakes/call.js';
import { makeLine } from './fakes/line.js';
import { settle } from './fakes/timers.js';

const text = readFileSync(new URL('../../docs/signalling.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/^```json (\w+)\n(.*?)^```/gms)].map(([, by, json]) => ({ by, json,
  message: JSON.parse(json) }));
const said = by => examples.filter(example => example.by === by);

/** How this side makes each command of the document. */
const builders = {
  ready: ({ name, devices }) => commands.ready(name, devices),
  knock: ({ knock, name, left }) => commands.knock(knock, name, left),
  withdraw: commands.withdraw, open: commands.open, close: commands.close,
  admit: ({ knock }) => commands.admit(knock),
  refuse: ({ knock, silence }) => commands.refuse(knock, silence),
  wait: ({ knock, text }) => commands.wait(knock, text),
  nudge: ({ visitor }) => commands.nudge(visitor),
  lock: ({ locked }) => commands.lock(locked),
  mute: ({ kind }) => commands.mute(kind),
  ask: ({ kind }) => commands.ask(kind),
  exclude: ({ lock }) => commands.exclude(lock),
  media: media => commands.media(media),
  connected: commands.connected, hang_up: commands.hangUp,
};
const greetings = {
  hello: ({ resume, takeBack }) => notices.hello(resume, takeBack),
  pong: notices.pong, flow: notices.flow,
};

test('the document has examples of all three kinds', () => {
  assert.ok(said('client').length > 15 && said('server').length > 10 && said('both').length >= 2);
});

for (const { message } of said('client')) {
  test(`we say ${JSON.stringify(message)}`, async () => {
    const greeting = greetings[message.type];
    if (greeting) return assert.deepEqual(greeting(message), message);
    const line = makeLine();
    await line.start();
    line.client.command(builders[message.type](message)).catch(() => {});
    const sent = line.socket.last(message.type);
    assert.deepEqual({ ...sent, id: message.id }, message);
    assert.ok(Number.isInteger(sent.id));
  });
}

test('every command that we can give is in the document', () => {
  const shown = new Set(said('client').map(({ message }) => message.type));
  assert.deepEqual(Object.keys(builders).filter(type => !shown.has(type)), []);
  assert.equal(Object.keys(builders).length, Object.keys(commands).length);
});

const page = async role => {
  const made = makeCall(role);
  made.line.handled = true;
  const side = role === 'host'
    ? new Host({ signalling: made.line.client, call: made.call })
    : new Visitor({ signalling: made.line.client, call: made.call, remembered: made.remembered,
      makeId: () => 'knock' });
  await made.line.start();
  return { ...made, side };
};

/** What each thing that the server says does on this side. */
const effects = {
  async welcome({ message }) {
    const line = makeLine();
    const heard = [];
    line.client.on('welcome', event => heard.push(event));
    line.client.connect();
    line.socket.open();
    await line.say(message);
    assert.deepEqual(heard, [{ page: message.page, again: false }]);
    assert.equal(line.client.clock.now(), message.now);
  },
  async ping({ message }) {
    const line = makeLine();
    await line.start();
    await line.say(message);
    assert.deepEqual(line.socket.sent.at(-1), { type: 'pong' });
    assert.equal(line.client.clock.now(), message.now);
  },
  async ticket({ message }) {
    const line = makeLine();
    await line.start();
    await line.say(message);
    line.socket.drop();
    await line.timers.pass(0);
    assert.equal(line.socket.protocols[1], `ticket.${message.ticket}`);
  },
  async ack({ message }) {
    const line = makeLine();
    await line.start();
    const given = Array.from({ length: message.id }, () => line.client.command(commands.lock(true)));
    await line.say(message);
    await given.at(-1);
  },
  async refused({ message }) {
    const line = makeLine();
    await line.start();
    const given = Array.from({ length: message.id }, () => line.client.command(commands.lock(true)));
    const refused = assert.rejects(given.at(-1), { reason: message.reason });
    await line.say(message);
    await refused;
  },
  async room({ message }) {
    const { type, now, ...fields } = message;
    const { line, side } = await page('knocks' in message ? 'host' : 'guest');
    await line.say(message);
    const drawn = 'knocks' in message ? side.room : side.lobby;
    for (const [field, value] of Object.entries(fields)) assert.deepEqual(drawn[field], value, field);
  },
  async nudge({ message }) {
    const { line, side } = await page('guest');
    await line.say({ type: 'room', revision: 1, now: 0, state: 'open', deadline: null, text: null, host: null });
    await line.say(message);
    assert.equal(side.lobby.nudged, true);
  },
  async grant({ message }) {
    const { line, call, resume } = await page('guest');
    await line.say(message);
    const { call: id, name, started, other, present } = call.view;
    assert.deepEqual([id, name, started, other, present],
      [message.call, message.name, message.started, message.other, true]);
    assert.equal(resume.token, message.resume);
  },
  async ice({ message }) {
    const { line, peer } = await page('guest');
    await line.say(grant());
    await line.say(message);
    assert.deepEqual(peer.ice, message.ice);
  },
  async peer({ message }) {
    const { line, call } = await page('host');
    await line.say(grant({ role: 'host', call: message.call }));
    await line.say(message);
    const { present, phase, seatDeadline, other } = call.view;
    assert.deepEqual([present, phase, seatDeadline, other], [false, 'connecting', message.seatDeadline, message.media]);
  },
  async control({ message }) {
    const { line, call } = await page('guest');
    await line.say(grant());
    await line.say(message);
    assert.equal(call.view.media[`${message.kind}Blocked`], message.blocked);
    assert.equal(await call.set(message.kind, true), 'blocked');
  },
  async appointments({ message }) {
    let loads = 0;
    const line = makeLine();
    const freshness = new Freshness(`${message.revision}0`, async () => { loads += 1; }, line.timers);
    line.client.on('message', heard => freshness.hear(heard));
    await line.start();
    await line.say(message);
    await line.say(message);
    assert.equal(loads, 1);
  },
  async moved({ message }) {
    const { line, side } = await page('guest');
    await line.say(message);
    assert.equal(side.lobby.state, 'moved_device');
  },
};

for (const example of said('server')) {
  test(`the server says ${example.message.type}: ${example.json.slice(0, 70).trim()}`,
    () => effects[example.message.type](example));
}

test('every message that this side knows of is in the document', () => {
  const shown = new Set(said('server').map(({ message }) => message.type));
  assert.deepEqual(Object.keys(effects).filter(type => !shown.has(type)), []);
});

for (const { json, message } of said('both')) {
  test(`a signal goes out as these bytes and comes in: ${json.slice(0, 60)}`, async () => {
    const { type, call: id, ...payload } = message;
    assert.equal(JSON.stringify(notices.signal(id, payload)), json.trim());
    assert.ok(json.startsWith('{"type":"signal",'));
    const { line, peer } = await page('host');
    await line.say(grant({ role: 'host', call: id }));
    await line.say(message);
    await settle();
    assert.deepEqual(peer.received, [message]);
    await line.say({ ...message, call: 'another' });
    assert.equal(peer.received.length, 1);
  });
}
