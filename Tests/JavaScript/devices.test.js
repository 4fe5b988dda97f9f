// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceProblem, missingMediaDevices } from '../../Public/js/call/device-problems.js';
import { LevelMeter, levelOf } from '../../Public/js/call/level-meter.js';
import { canChooseSpeaker, setSpeaker, tryToPlay } from '../../Public/js/call/speaker.js';
import { FakeMediaDevices, camera, makeDevices, microphone, speaker } from './fakes/devices.js';

test('camera and microphone are asked for with one question, at 720p30 with echo cancellation', async () => {
  const media = new FakeMediaDevices(camera(), microphone(), speaker());
  const { devices } = makeDevices(media);
  await devices.start();
  assert.equal(media.requests.length, 1);
  const { audio, video } = media.requests[0];
  assert.deepEqual([video.width, video.height, video.frameRate.ideal, audio.echoCancellation],
    [{ ideal: 1280 }, { ideal: 720 }, 30, true]);
  assert.deepEqual([devices.camera.label, devices.microphone.label, devices.hasCamera], ['Camera', 'Microphone', true]);
  assert.deepEqual(devices.list.speaker, [{ id: 'out', label: 'Speaker' }]);
});

test('without a camera there is a microphone, and the other way round', async () => {
  const sound = makeDevices(new FakeMediaDevices(microphone())).devices;
  await sound.start();
  assert.deepEqual([sound.camera, sound.problem('camera'), sound.microphone.label, sound.hasCamera],
    [null, 'no_device', 'Microphone', false]);
  const picture = makeDevices(new FakeMediaDevices(camera())).devices;
  await picture.start();
  assert.deepEqual([picture.microphone, picture.problem('microphone'), picture.camera.label],
    [null, 'no_device', 'Camera']);
});

test('a camera in use by another program leaves the microphone', async () => {
  const media = new FakeMediaDevices(camera(), microphone());
  media.busy.add('cam');
  const { devices } = makeDevices(media);
  await devices.start();
  assert.deepEqual([devices.problem('camera'), devices.problem('microphone'), devices.microphone.label],
    ['busy', null, 'Microphone']);
});

test('after a no the user is not asked again, except for what the browser says is granted', async () => {
  const media = new FakeMediaDevices(camera(), microphone());
  media.denied.add('videoinput');
  const asked = makeDevices(media).devices;
  await asked.start();
  assert.equal(media.requests.length, 1);
  assert.deepEqual([asked.problem('camera'), asked.problem('microphone')], ['denied', 'denied']);
  const permissions = { query: async ({ name }) => ({ state: name === 'microphone' ? 'granted' : 'denied' }) };
  const { devices } = makeDevices(media, { permissions });
  await devices.start();
  assert.deepEqual([devices.problem('camera'), devices.microphone.label], ['denied', 'Microphone']);
});

test('each error has one reason of the closed list', () => {
  const reasons = {
    NotAllowedError: 'denied', NotFoundError: 'no_device', OverconstrainedError: 'no_device',
      NotReadableError: 'busy', AbortError: 'busy',
    SecurityError: 'denied', Strange: 'unknown',
  };
  for (const [name, reason] of Object.entries(reasons)) assert.equal(deviceProblem({ name }, 'Chrome'), reason);
  assert.equal(deviceProblem(undefined, ''), 'unknown');
  assert.equal(deviceProblem({ name: 'NotAllowedError' }, 'iPhone [FBAN/FBIOS]'), 'in_app_browser');
  assert.equal(missingMediaDevices(false, 'Chrome'), 'insecure');
});

test('a page without media devices says why', async () => {
  const { devices } = makeDevices(undefined, { isSecure: false });
  await devices.start();
  assert.deepEqual([devices.problem('camera'), devices.problem('microphone')], ['insecure', 'insecure']);
});

test('a choice is remembered by id and name, and found again under another id', async () => {
  const usb = microphone('usb', 'USB');
  const media = new FakeMediaDevices(camera(), microphone(), usb);
  const { devices, remembered } = makeDevices(media);
  await devices.start();
  assert.equal(await devices.choose('microphone', 'usb'), true);
  assert.deepEqual(remembered.device('microphone'), { id: 'usb', label: 'USB' });
  media.plugged = [camera(), microphone(), microphone('other', 'USB')];
  const later = makeDevices(media, { remembered }).devices;
  await later.start();
  assert.deepEqual(later.current('microphone'), { id: 'other', label: 'USB' });
});

test('a choice that cannot be used leaves the present device', async () => {
  const media = new FakeMediaDevices(camera(), camera('cam2', 'Second'), microphone());
  media.busy.add('cam2');
  const { devices, remembered } = makeDevices(media);
  await devices.start();
  assert.equal(await devices.choose('camera', 'cam2'), false);
  assert.deepEqual([devices.camera.label, devices.camera.readyState, remembered.device('camera')],
    ['Camera', 'live', null]);
});

test('an unplugged device gives way to the default, and both are said', async () => {
  const media = new FakeMediaDevices(microphone('usb', 'Headset'), microphone(), camera());
  const { devices, events } = makeDevices(media);
  await devices.start();
  await media.plug(microphone(), camera());
  assert.equal(devices.microphone.label, 'Microphone');
  assert.deepEqual(events, [['lost', 'microphone', 'Headset'], ['replaced', 'microphone', 'Microphone']]);
});

test('a remembered device that is plugged in again is offered, not taken', async () => {
  const headset = microphone('usb', 'Headset');
  const media = new FakeMediaDevices(microphone(), headset, camera());
  const { devices, events } = makeDevices(media);
  await devices.start();
  await devices.choose('microphone', 'usb');
  await media.plug(microphone(), camera());
  await media.plug(microphone(), headset, camera());
  assert.deepEqual([devices.microphone.label, events.at(-1)], ['Microphone', ['appeared', 'microphone', 'Headset']]);
});

test('the last microphone gone is a problem, and a new one is used by itself', async () => {
  const media = new FakeMediaDevices(microphone(), camera());
  const { devices, events } = makeDevices(media);
  await devices.start();
  await media.plug(camera());
  assert.deepEqual([devices.microphone, devices.problem('microphone')], [null, 'no_device']);
  await media.plug(camera(), microphone('new', 'New'));
  assert.deepEqual([devices.microphone.label, devices.problem('microphone'), events[0][0]], ['New', null, 'lost']);
});

test('off lets the camera go (its light goes out) and silences the microphone; on brings them back', async () => {
  const { devices } = makeDevices(new FakeMediaDevices(camera(), microphone()));
  await devices.start();
  const first = devices.camera;
  await devices.turnOff('camera');
  devices.turnOff('microphone');
  assert.deepEqual([first.readyState, devices.camera, devices.microphone.enabled, devices.isMicrophoneOn,
    devices.hasCamera], ['ended', null, false, false, true]);
  assert.deepEqual([await devices.turnOn('camera'), await devices.turnOn('microphone')], [true, true]);
  assert.deepEqual([devices.camera.readyState, devices.microphone.enabled], ['live', true]);
});

test('off and on again while the effect is being loaded is on', async () => {
  const { devices } = makeDevices(new FakeMediaDevices(camera(), microphone()));
  let load = () => {};
  devices.wear(async own => {
    if (own) await new Promise(resolve => { load = resolve; });
    return own;
  });
  const started = devices.start();
  await new Promise(resolve => { setImmediate(resolve); });
  const pressed = [devices.turnOff('camera'), devices.turnOn('camera')];
  load();
  await Promise.all([started, ...pressed]);
  assert.deepEqual([devices.camera.readyState, devices.camera.enabled], ['live', true]);
});

test('another microphone is as silent as the one before', async () => {
  const { devices } = makeDevices(new FakeMediaDevices(camera(), microphone(), microphone('usb', 'USB')));
  await devices.start();
  devices.turnOff('microphone');
  await devices.choose('microphone', 'usb');
  assert.equal(devices.microphone.enabled, false);
});

test('a phone has a front and a back camera', async () => {
  const media = new FakeMediaDevices(camera('f', 'Front', 'user'), camera('b', 'Back', 'environment'), microphone());
  const { devices } = makeDevices(media, { userAgent: 'Android Mobile Chrome' });
  await devices.start();
  assert.deepEqual([devices.canFlip, devices.isFrontCamera], [true, true]);
  assert.equal(await devices.flip(), true);
  assert.deepEqual([devices.camera.label, devices.isFrontCamera, media.tracks[1].readyState], ['Back', false, 'ended']);
});

test('back in front: a picture that stands still is opened anew, one that moves is left', async () => {
  const { devices, timers } = makeDevices(new FakeMediaDevices(camera(), microphone()));
  await devices.start();
  const first = devices.camera;
  let frames = 0;
  const moving = devices.returned(() => (frames += 10));
  await timers.pass(700);
  await moving;
  assert.equal(devices.camera, first);
  const still = devices.returned(() => frames);
  await timers.pass(700);
  await still;
  assert.notEqual(devices.camera, first);
  assert.equal(first.readyState, 'ended');
});

test('stopping lets everything go', async () => {
  const media = new FakeMediaDevices(camera(), microphone());
  const { devices } = makeDevices(media);
  await devices.start();
  await devices.stop();
  assert.deepEqual(media.tracks.map(({ readyState }) => readyState), ['ended', 'ended']);
});

test('the level is even in loudness, and silence is not heard', () => {
  assert.equal(levelOf(new Float32Array(64)), 0);
  assert.ok(Math.abs(levelOf(new Float32Array(64).fill(0.001)) - 0) < 0.01);
  assert.ok(Math.abs(levelOf(new Float32Array(64).fill(0.0316)) - 0.5) < 0.01);
  assert.equal(levelOf(new Float32Array(64).fill(1)), 1);
  let loud = 0;
  const analyser = { getFloatTimeDomainData: samples => samples.fill(loud) };
  const source = { connect() {}, disconnect() {} };
  const meter = new LevelMeter({ createAnalyser: () => analyser, createMediaStreamSource: () => source });
  assert.equal(meter.read(), 0);
  meter.attach({});
  assert.deepEqual([meter.read(), meter.wasAudible], [0, false]);
  loud = 0.1;
  assert.ok(meter.read() > 0.5 && meter.wasAudible);
});

test('a loudspeaker is chosen only where a browser can, and a blocked sound is told from an interrupted one',
  async () => {
  assert.equal(canChooseSpeaker({}), false);
  assert.equal(await setSpeaker({}, 'out'), false);
  assert.equal(await setSpeaker({ setSinkId: async () => {} }, 'out'), true);
  assert.equal(await setSpeaker({ setSinkId: async () => { throw new Error(); } }, 'gone'), false);
  const failing = name => ({ play: async () => { throw Object.assign(new Error(), { name }); } });
  assert.deepEqual([await tryToPlay({ play: async () => {} }), await tryToPlay(failing('NotAllowedError')),
    await tryToPlay(failing('AbortError'))], [true, false, true]);
});
