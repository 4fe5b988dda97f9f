// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RelayTest, byTransport } from '../../Public/js/call/relay-test.js';
import { RelayTrial } from '../../Public/js/call/relay-trial.js';
import { FakeRelayEnd } from './fakes/relay-end.js';
import { FakeTimers, settle } from './fakes/timers.js';

const account = { username: '1780474200:test.k1', credential: 'c' };
const udp = { urls: ['turn:rooms.example.org:3478?transport=udp'], ...account };
const tcp = { urls: ['turn:rooms.example.org:3478?transport=tcp'], ...account };
const tls = { urls: ['turns:rooms.example.org:443?transport=tcp'], ...account };

/** A test whose ways end when the test says so, and how. */
function make({ answer = { iceServers: [tls, udp, tcp] }, status = 200 } = {}) {
  const timers = new FakeTimers();
  const trials = {};
  const asked = [];
  const relay = new RelayTest({
    url: '/test/relay', timers,
    request: async (url, init) => {
      asked.push([url, init.method, init.headers['Content-Type']]);
      if (answer instanceof Promise) {
        return new Promise((_, reject) => { init.signal.addEventListener('abort', () => reject(new Error('abort'))); });
      }
      return { ok: status === 200, json: async () => answer };
    },
    makeTrial: iceServers => {
      const trial = { iceServers, stopped: false, stop() { this.stopped = true; this.end(null); } };
      trial.run = () => new Promise(resolve => { trial.end = resolve; });
      trials[[...byTransport(iceServers).keys()][0]] = trial;
      return trial;
    },
  });
  return { relay, trials, timers, asked };
}

const states = ({ results }) => results.map(({ transport, state }) => `${transport} ${state}`);

test('each transport is tried alone, all at once, the quickest first', async () => {
  const { relay, trials, asked } = make();
  relay.run();
  await settle();
  assert.deepEqual(asked, [['/test/relay', 'POST', 'application/json']]);
  assert.deepEqual(states(relay), ['udp running', 'tcp running', 'tls running']);
  assert.deepEqual(Object.values(trials).map(({ iceServers }) => iceServers), [[udp], [tcp], [tls]]);
});

test('it works as soon as one way does, and says how long the message took', async () => {
  const { relay, trials } = make();
  const said = [];
  relay.on('change', () => said.push(relay.verdict));
  const ended = relay.run();
  await settle();
  trials.tcp.end({ connected: 240, roundTrip: 31 });
  await settle();
  assert.deepEqual([relay.verdict, relay.isRunning], ['good', true]);
  trials.udp.end({ connected: 120, roundTrip: 28 });
  trials.tls.end(null);
  await ended;
  assert.deepEqual(said, ['running', 'running', 'good', 'good', 'good']);
  assert.deepEqual(states(relay), ['udp good', 'tcp good', 'tls bad']);
  assert.deepEqual(relay.results.map(({ roundTrip }) => roundTrip), [28, 31, null]);
  assert.equal(relay.isRunning, false);
});

test('without UDP it works, with a word about it', async () => {
  const { relay, trials } = make();
  relay.run();
  await settle();
  trials.udp.end(null);
  await settle();
  assert.equal(relay.verdict, 'running');
  trials.tls.end({ connected: 300, roundTrip: 40 });
  await settle();
  assert.equal(relay.verdict, 'slow');
});

test('it does not work when no way does', async () => {
  const { relay, trials } = make();
  const ended = relay.run();
  await settle();
  for (const trial of Object.values(trials)) trial.end(null);
  await ended;
  assert.equal(relay.verdict, 'blocked');
});

test('a site without a relay has nothing to try; a refusal leaves it unknown', async () => {
  const without = make({ answer: { iceServers: [{ urls: ['stun:rooms.example.org'] }] } });
  await without.relay.run();
  assert.equal(without.relay.verdict, 'absent');
  for (const answer of [{ status: 429 }, { answer: { iceServers: null } }]) {
    const { relay } = make(answer);
    await relay.run();
    assert.equal(relay.verdict, 'unknown');
  }
});

test('a server that does not answer is waited for 5 s', async () => {
  const { relay, timers } = make({ answer: new Promise(() => {}) });
  const ended = relay.run();
  await timers.pass(4900);
  assert.equal(relay.verdict, 'running');
  await timers.pass(100);
  await ended;
  assert.equal(relay.verdict, 'unknown');
});

test('what is stopped says nothing more, and can be run again', async () => {
  const { relay, trials } = make();
  relay.run();
  await settle();
  const before = { ...trials };
  let said = 0;
  relay.on('change', () => { said += 1; });
  relay.stop();
  await settle();
  assert.deepEqual([Object.values(before).every(({ stopped }) => stopped), said], [true, 0]);
  relay.run();
  await settle();
  trials.udp.end({ connected: 1, roundTrip: 1 });
  await settle();
  assert.equal(relay.verdict, 'good');
});

test('one entry with many addresses is tried by transport', () => {
  const ways = byTransport([{ urls: 'stun:x' },
    { urls: ['turn:x:3478', 'turn:x:3478?transport=tcp', 'turns:x:443?transport=tcp', 'turns:x:5349'], ...account }]);
  assert.deepEqual([...ways].map(([way, servers]) => [way, servers.flatMap(({ urls }) => urls)]), [
    ['udp', ['turn:x:3478']], ['tcp', ['turn:x:3478?transport=tcp']],
    ['tls', ['turns:x:443?transport=tcp', 'turns:x:5349']]]);
});

/** A trial between two connections of our own, whose time the test holds. */
function trial(options = {}) {
  const timers = new FakeTimers();
  const ends = [];
  const created = new RelayTrial([udp], {
    timers, clock: () => timers.now(),
    create: configuration => ends[ends.push(new FakeRelayEnd(configuration, ends, timers, options)) - 1],
  });
  return { created, ends, timers };
}

test('a trial sends a message from relay to relay and back, and nothing but by relay', async () => {
  const { created, ends, timers } = trial({ delay: 20, connecting: 200 });
  const running = created.run();
  await timers.pass(1000);
  assert.deepEqual(await running, { connected: 200, roundTrip: 40 });
  assert.deepEqual(ends.map(({ configuration }) => configuration),
    Array(2).fill({ iceServers: [udp], iceTransportPolicy: 'relay' }));
  assert.deepEqual(ends.map(({ candidates }) => candidates.length), [1, 1]);
  assert.ok(ends.every(({ closed }) => closed));
});

test('a trial takes 5 s at most, and ends at once when the relay gives no address', async () => {
  const silent = trial({ isSilent: true });
  const waiting = silent.created.run();
  await silent.timers.pass(4900);
  assert.ok(silent.ends.every(({ closed }) => !closed));
  await silent.timers.pass(100);
  assert.equal(await waiting, null);
  const refused = trial({ isRefused: true });
  const running = refused.created.run();
  await refused.timers.pass(0);
  assert.equal(await running, null);
  assert.ok(refused.ends.every(({ closed }) => closed));
});

test('a browser that cannot make the connection fails the trial', async () => {
  const created = new RelayTrial([udp], { timers: new FakeTimers(), create: () => { throw new Error('policy'); } });
  assert.equal(await created.run(), null);
});
