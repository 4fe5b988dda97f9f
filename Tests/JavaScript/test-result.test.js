// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserName, connectionWord, deviceWord, ResultSender } from '../../Public/js/call/test-result.js';

const untested = { browser: '', camera: 'untested', microphone: 'untested', speaker: 'untested', connection: 'untested' };

test('each device has one of the words that the server keeps', () => {
  assert.equal(deviceWord(true, null), 'good');
  assert.equal(deviceWord(null, null), 'untested');
  assert.equal(deviceWord(false, null), 'failed');
  assert.equal(deviceWord(false, 'denied'), 'denied');
  assert.equal(deviceWord(false, 'no_device'), 'missing');
  assert.equal(deviceWord(false, 'busy'), 'failed');
});

test('a way that is not known to work or not is untested', () => {
  assert.deepEqual(['good', 'slow', 'blocked', 'unknown', 'absent', 'running'].map(connectionWord),
    ['direct', 'relayed', 'blocked', 'untested', 'untested', 'untested']);
});

test('of a browser only its name and version are told', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  assert.equal(browserName(chrome), 'Chrome 140');
  assert.equal(browserName(`${chrome} Edg/140.0.1`), 'Edge 140');
  assert.equal(browserName('Mozilla/5.0 (iPhone) AppleWebKit/605 Version/18.1 Mobile Safari/604'), 'Safari 18');
  assert.equal(browserName('curl'), '');
});

test('the same result is sent once, nothing is sent before something is known, and a failure is made good', async () => {
  const sent = [];
  let fails = false;
  const sender = new ResultSender('/r', async (url, { body }) => {
    if (fails) throw new TypeError('offline');
    sent.push([url, JSON.parse(body).camera]);
  });
  await sender.send(untested);
  await sender.send({ ...untested, camera: 'good' });
  await sender.send({ ...untested, camera: 'good' });
  fails = true;
  await sender.send({ ...untested, camera: 'denied' });
  fails = false;
  await sender.send({ ...untested, camera: 'denied' });
  assert.deepEqual(sent, [['/r', 'good'], ['/r', 'denied']]);
});
