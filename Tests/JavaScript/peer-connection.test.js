// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CandidateAllowance } from '../../Public/js/call/candidate-batch.js';
import { Negotiation } from '../../Public/js/call/negotiation.js';
import { PeerConnection } from '../../Public/js/call/peer-connection.js';
import { relayedOnly } from '../../Public/js/call/relayed-only.js';
import { FakePeerConnection, FakeStream } from './fakes/peer-connection.js';
import { FakeTimers, settle } from './fakes/timers.js';

const ice = { iceServers: [], iceTransportPolicy: 'all' };
const relay = { iceServers: [{ urls: 'turn:example.org', username: 'u', credential: 'c' }], iceTransportPolicy: 'all' };

function side(role, timers, line = {}) {
  const made = { log: [], pcs: [] };
  made.peer = new PeerConnection({
    role, timers, hasLine: () => !line.away, createStream: () => new FakeStream(),
    create: configuration => made.pcs[made.pcs.push(new FakePeerConnection(configuration)) - 1],
  });
  Object.defineProperty(made, 'pc', { get: () => made.pcs.at(-1) });
  return made;
}

/** Host and guest, joined by a line that can be cut. */
function pair() {
  const timers = new FakeTimers();
  const line = { away: false };
  const host = side('host', timers, line);
  const guest = side('guest', timers, line);
  const wire = { cut: false };
  const say = (from, to) => payload => {
    from.log.push(payload.description?.type ?? payload.candidates.length);
    if (!wire.cut) queueMicrotask(() => to.peer.receive(payload));
  };
  host.say = say(host, guest);
  guest.say = say(guest, host);
  return { timers, host, guest, wire, line };
}

async function connected() {
  const made = pair();
  const { host, guest } = made;
  await Promise.all([host.peer.prepare(), guest.peer.prepare()]);
  await Promise.all([guest.peer.start(ice, guest.say, false), host.peer.start(ice, host.say, true)]);
  await settle();
  for (const { pc, log } of [host, guest]) { pc.become('connected'); log.length = 0; }
  return made;
}

test('before the admission the host\'s offer is made and gathered, and nothing is said (rule 17)', async () => {
  const { host, guest } = pair();
  await Promise.all([host.peer.prepare(), guest.peer.prepare()]);
  host.pc.gathered('a', 'b');
  assert.deepEqual([host.pc.signalingState, guest.pc.signalingState], ['have-local-offer', 'stable']);
  assert.deepEqual([host.log, guest.log], [[], []]);
});

test('at the admission the prepared offer goes as it is; what it carries is not said again', async () => {
  const { host, guest, timers } = pair();
  await Promise.all([host.peer.prepare(), guest.peer.prepare()]);
  const prepared = host.pc;
  prepared.gathered('a');
  await Promise.all([guest.peer.start(ice, guest.say, false), host.peer.start(ice, host.say, true)]);
  await settle();
  prepared.gathered('b', 'c');
  prepared.gatheringDone();
  await timers.pass(100);
  assert.deepEqual(host.log, ['offer', 2, 0]);
  assert.equal(host.pcs.length, 1);
  assert.deepEqual(guest.pc.candidates, ['b', 'c']);
  assert.equal(host.pc.signalingState, 'stable');
});

test('servers that come with the grant are gathered for before the offer goes', async () => {
  const { host, guest } = pair();
  await host.peer.prepare();
  await Promise.all([guest.peer.start(relay, guest.say, false), host.peer.start(relay, host.say, true)]);
  await settle();
  assert.equal(host.pc.configuration.iceServers, relay.iceServers);
  assert.match(guest.pc.remoteDescription.sdp, /restart 1/);
  assert.equal(host.peer.hasRelay, true);
});

test('the answering side gives its tracks to the offered directions, both ways', async () => {
  const { host, guest } = pair();
  const [audio, video] = [{ kind: 'audio' }, { kind: 'video' }];
  await guest.peer.setTrack('audio', audio);
  await guest.peer.setTrack('video', video);
  await Promise.all([guest.peer.start(ice, guest.say, false), host.peer.start(ice, host.say, true)]);
  await settle();
  assert.deepEqual(guest.pc.transceivers.map(({ sender }) => sender.track), [audio, video]);
  assert.deepEqual(guest.pc.transceivers.map(({ direction }) => direction), ['sendrecv', 'sendrecv']);
});

test('turning off, on and changing a device negotiates nothing', async () => {
  const { host } = await connected();
  const video = { kind: 'video' };
  await host.peer.setTrack('video', null);
  await host.peer.setTrack('video', video);
  assert.equal(host.pc.transceivers[1].sender.track, video);
  assert.deepEqual(host.log, []);
});

test('a track that cannot be sent leaves nothing of the former one', async () => {
  const { host } = await connected();
  const { sender } = host.pc.transceivers[1];
  await host.peer.setTrack('video', { kind: 'video' });
  sender.replaceTrack = async track => {
    if (track) throw new Error('InvalidModificationError');
    sender.track = null;
  };
  await host.peer.setTrack('video', { kind: 'video' });
  assert.equal(sender.track, null);
});

test('the picture is limited to 1.7 Mbit/s on the answering side too', async () => {
  const { guest } = await connected();
  await settle();
  assert.equal(guest.pc.transceivers[1].sender.parameters.encodings[0].maxBitrate, 1_700_000);
});

test('ICE restarts 1.5 s after disconnected, and not at all when it heals', async () => {
  const { host, timers } = await connected();
  host.pc.become('disconnected');
  await timers.pass(1400);
  host.pc.become('connected');
  await timers.pass(5000);
  assert.equal(host.pc.restarts, 0);
  host.pc.become('disconnected');
  await timers.pass(1500);
  assert.equal(host.pc.restarts, 1);
});

test('ICE restarts at once on failed, and at most every 3 s', async () => {
  const { guest, timers } = await connected();
  guest.pc.become('failed');
  await settle();
  assert.deepEqual([guest.pc.restarts, guest.log], [1, ['offer']]);
  guest.pc.become('failed');
  await timers.pass(2900);
  assert.equal(guest.pc.restarts, 1);
  await timers.pass(100);
  assert.equal(guest.pc.restarts, 2);
});

test('a restart keeps the DTLS roles, whoever offers it', async () => {
  const { host, guest } = await connected();
  await guest.peer.restart();
  await settle();
  assert.match(host.pc.remoteDescription.sdp, /a=setup:active/);
  assert.match(guest.pc.remoteDescription.sdp, /a=setup:passive/);
  await host.peer.restart();
  await settle();
  assert.match(guest.pc.remoteDescription.sdp, /a=setup:passive/);
  assert.match(host.pc.remoteDescription.sdp, /a=setup:active/);
});

test('a description that does not fit leads to one new connection, not to many', async () => {
  const { host, guest, wire } = await connected();
  wire.cut = true;
  const description = { type: 'offer', sdp: `${guest.pc.localDescription.sdp}unfit` };
  for (let i = 0; i < 5; i += 1) await host.peer.receive({ description });
  assert.equal(host.peer.built, 2);
});

test('a restart of the other side is known as one, its first offer is not', async () => {
  const { host, guest, timers } = await connected();
  assert.equal(guest.peer.restartedAt, -Infinity);
  await host.peer.restart();
  await settle();
  assert.equal(guest.peer.restartedAt, timers.now());
});

test('two restarts that meet: the guest gives way, nothing is rebuilt', async () => {
  const { host, guest } = await connected();
  await Promise.all([host.peer.restart(), guest.peer.restart()]);
  await settle();
  assert.deepEqual([host.pc.signalingState, guest.pc.signalingState], ['stable', 'stable']);
  assert.deepEqual([host.log, guest.log], [['offer'], ['offer', 'answer']]);
  assert.deepEqual([host.peer.built, guest.peer.built], [1, 1]);
});

test('an offer that was lost with the line is said again when the line is back (rule 13)', async () => {
  const { host, guest, wire } = await connected();
  wire.cut = true;
  guest.pc.become('failed');
  await settle();
  wire.cut = false;
  await guest.peer.lineBack();
  await settle();
  assert.deepEqual([guest.log, host.log], [['offer', 'offer'], ['answer']]);
  assert.equal(guest.pc.signalingState, 'stable');
});

test('a line that comes back leaves media that run alone', async () => {
  const { host, guest } = await connected();
  await Promise.all([host.peer.lineBack(), guest.peer.lineBack()]);
  assert.deepEqual([host.log, guest.log, host.pcs.length], [[], [], 1]);
});

/** A call whose path passes a relay. */
async function relayed() {
  const made = await connected();
  for (const { pc } of [made.host, made.guest]) pc.path = { local: 'relay', remote: 'relay', bytes: 1000 };
  return made;
}

test('a relayed path that brings nothing when the line is back is restarted, by the host alone (rule 13)', async () => {
  const { host, guest, timers } = await relayed();
  host.peer.configure(relay);
  const back = Promise.all([host.peer.lineBack(), guest.peer.lineBack()]);
  await timers.pass(500);
  assert.deepEqual([host.log, guest.log], [['offer'], ['answer']]);
  await timers.pass(500);
  await back;
  assert.deepEqual([host.log, guest.log, host.peer.built], [['offer'], ['answer'], 1]);
  assert.equal(host.pc.configuration.iceServers, relay.iceServers);
});

test('a guest restarts a dead relayed path itself when the host says nothing', async () => {
  const { guest, host, timers } = await relayed();
  guest.peer.lineBack();
  await timers.pass(800);
  assert.deepEqual([guest.log, host.log], [['offer'], ['answer']]);
});

test('the guest whose path is broken waits for the host\'s offer, so that two do not meet', async () => {
  const { host, guest, timers } = await relayed();
  for (const { pc } of [host, guest]) pc.become('disconnected');
  const back = Promise.all([guest.peer.lineBack(), host.peer.lineBack()]);
  await timers.pass(1000);
  await back;
  assert.deepEqual([host.log, guest.log], [['offer'], ['answer']]);
});

test('a relayed path that still brings something is left alone: its relay did not end', async () => {
  const { host, timers } = await relayed();
  host.peer.lineBack();
  await settle();
  host.pc.path.bytes += 100;
  await timers.pass(1000);
  assert.deepEqual([host.log, host.pc.restarts], [[], 0]);
});

test('without a line nothing is restarted; the line that comes back does it, with the new servers', async () => {
  const { host, timers, line } = await connected();
  line.away = true;
  host.pc.become('failed');
  await timers.pass(5000);
  assert.deepEqual(host.log, []);
  line.away = false;
  host.peer.configure(relay);
  await host.peer.lineBack();
  assert.deepEqual([host.log, host.pc.restarts], [['offer'], 1]);
});

test('a restart that the other side did not hear gathers anew before it is said again', async () => {
  const { host, wire } = await connected();
  wire.cut = true;
  await host.peer.restart();
  wire.cut = false;
  host.peer.configure(relay);
  await host.peer.lineBack();
  await settle();
  assert.deepEqual([host.pc.restarts, host.pc.signalingState], [2, 'stable']);
});

const [own, passed] = ['candidate:1 1 udp 2 192.0.2.1 5 typ host', 'candidate:2 1 udp 1 198.51.100.1 6 typ relay'];
const hiding = { ...relay, iceTransportPolicy: 'relay' };

test('where addresses are hidden only relayed candidates are said, without what they were asked from', async () => {
  const { host, guest, timers } = pair();
  const said = [];
  await host.peer.prepare();
  await host.peer.start(hiding, payload => said.push(payload), true);
  await settle();
  host.pc.gathered(own, `${passed} raddr 203.0.113.9 rport 4321 generation 0`);
  host.pc.gatheringDone();
  await timers.pass(100);
  assert.equal(host.pc.configuration.iceTransportPolicy, 'relay');
  assert.deepEqual(said.slice(1).map(({ candidates }) => candidates.map(({ candidate }) => candidate)),
    [[`${passed} raddr 0.0.0.0 rport 0 generation 0`], []]);
  assert.equal(guest.log.length, 0);
});

test('a description that hides addresses keeps all but the candidates that are not relayed', () => {
  const sdp = ['v=0', 'm=audio 9', `a=${own}`, `a=${passed} raddr 203.0.113.9 rport 4321`, 'a=setup:active', ''];
  const { description } = relayedOnly({ description: { type: 'offer', sdp: sdp.join('\r\n') } });
  const left = ['v=0', 'm=audio 9', `a=${passed} raddr 0.0.0.0 rport 0`, 'a=setup:active', ''];
  assert.deepEqual(description, { type: 'offer', sdp: left.join('\r\n') });
  assert.equal(relayedOnly({ candidates: [{ candidate: own, sdpMid: '0', sdpMLineIndex: 0 }] }), null);
});

test('a guest\'s new page offers, and the host answers it with a new connection', async () => {
  const { host, guest, timers } = await connected();
  const again = side('guest', timers);
  again.say = guest.say;
  guest.peer.close();
  guest.peer.receive = payload => again.peer.receive(payload);
  await again.peer.start(ice, payload => host.peer.receive(payload), true);
  await settle();
  assert.deepEqual([host.peer.built, host.pcs[0].closed, host.pc.signalingState, again.pc.signalingState],
    [2, true, 'stable', 'stable']);
});

test('a host\'s new page is answered with a new connection, even while the guest\'s own restart is unanswered', async () => {
  const { host, guest, timers } = await connected();
  const again = side('host', timers);
  host.peer.close();
  host.peer.receive = () => {};
  await guest.peer.restart();
  await again.peer.start(ice, payload => guest.peer.receive(payload), true);
  await settle();
  assert.deepEqual([guest.peer.built, guest.pc.signalingState], [2, 'stable']);
});

test('two rebuilds that meet end in one connection: the host\'s', async () => {
  const { host, guest } = await connected();
  await Promise.all([host.peer.rebuild(), guest.peer.rebuild()]);
  await settle();
  assert.deepEqual([host.pc.signalingState, guest.pc.signalingState], ['stable', 'stable']);
  assert.equal(guest.pc.remoteDescription.sdp, host.pc.localDescription.sdp);
  assert.equal(host.pc.remoteDescription.sdp, guest.pc.localDescription.sdp);
});

test('a connection whose ICE works and whose certificates do not fit is rebuilt', async () => {
  const { host } = await connected();
  host.pc.become('failed', 'connected');
  await settle();
  assert.equal(host.peer.built, 2);
});

test('an answer to nothing, and candidates that cannot be used, break nothing', async () => {
  const { host } = await connected();
  await host.peer.receive({ description: { type: 'answer', sdp: 'v=0\r\n' } });
  await host.peer.receive({ candidates: [{ candidate: 'bad', sdpMid: '0', sdpMLineIndex: 0 },
    { candidate: 'good', sdpMid: '0', sdpMLineIndex: 0 }] });
  assert.deepEqual([host.pc.signalingState, host.pc.candidates], ['stable', ['good']]);
});

test('relay only configures and restarts', async () => {
  const { host } = await connected();
  await host.peer.relayOnly();
  assert.deepEqual([host.pc.configuration.iceTransportPolicy, host.pc.restarts], ['relay', 1]);
  // Renewed credentials do not bring the way back that failed.
  host.peer.configure(relay);
  assert.equal(host.pc.configuration.iceTransportPolicy, 'relay');
});

test('candidates go together, three fields each, and never more than 200 in a call', async () => {
  const timers = new FakeTimers();
  const pc = new FakePeerConnection({});
  const sent = [];
  const allowance = new CandidateAllowance();
  const negotiation = new Negotiation(pc, { polite: false, allowance, beforeAnswer: () => {}, timers });
  await negotiation.release(payload => sent.push(payload));
  await negotiation.offer();
  pc.gathered(...Array.from({ length: 250 }, (_, index) => `c${index}`));
  await timers.pass(100);
  const candidates = sent.flatMap(payload => payload.candidates ?? []);
  assert.equal(candidates.length, 200);
  assert.deepEqual(candidates[0], { candidate: 'c0', sdpMid: '0', sdpMLineIndex: 0 });
});

test('an offer that loses against our own has ours said again, because ours may have been lost on the way', async () => {
  const timers = new FakeTimers();
  const sent = [];
  const negotiation = new Negotiation(new FakePeerConnection({}), {
    polite: false, allowance: new CandidateAllowance(), beforeAnswer: () => {}, timers,
  });
  await negotiation.release(payload => sent.push(payload));
  await negotiation.offer();
  assert.equal(await negotiation.receive({ type: 'offer', sdp: 'v=0\r\n' }), false);
  await timers.pass(Negotiation.answering);
  await settle();
  assert.deepEqual(sent.map(payload => payload.description?.type), ['offer', 'offer']);
});

test('when few candidates are left a description waits for its own and carries them', async () => {
  const timers = new FakeTimers();
  const pc = new FakePeerConnection({});
  const sent = [];
  const allowance = new CandidateAllowance();
  allowance.left = 10;
  const negotiation = new Negotiation(pc, { polite: false, allowance, beforeAnswer: () => {}, timers });
  await negotiation.release(payload => sent.push(payload));
  const offered = negotiation.offer();
  await settle();
  pc.gathered('a');
  assert.equal(sent.length, 0);
  pc.gatheringDone();
  await offered;
  await timers.pass(100);
  assert.deepEqual(sent.map(payload => payload.description?.type ?? payload.candidates.length), ['offer', 0]);
});
