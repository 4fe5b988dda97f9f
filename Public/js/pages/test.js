// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { browserName, connectionWord, deviceWord, ResultSender } from '../call/test-result.js';
import { ConnectionCheck } from '../ui/connection.js';
import { byId, data, say, show, t, write } from '../ui/page.js';
import { SetUp } from '../ui/set-up.js';

const setUp = new SetUp();
const connection = new ConnectionCheck();
const kinds = /** @type {const} */ (['camera', 'microphone', 'speaker']);
/** On an appointment's own test its practitioner hears of the result. */
const sender = data.result ? new ResultSender(data.result) : null;
let said = '';
/** @type {import('../ui/connection.js').RelayVerdict} */
let heard = 'running';

/** @param {typeof kinds[number]} kind @param {boolean|null} good null while it is not known @param {string} words */
function check(kind, good, words) {
  const line = byId(`check-${kind}`);
  line.dataset.state = good === null ? 'waiting' : good ? 'good' : 'bad';
  write(line.querySelector('span'), words);
}

/** What each part says when it is not good: known to be bad, or not tried yet. */
const waiting = { camera: 'call_test_waiting', microphone: 'call_test_speak', speaker: 'call_test_listen' };
const bad = {
  camera: 'call_test_camera_bad', microphone: 'call_test_microphone_bad', speaker: 'call_test_speaker_bad',
};

function draw() {
  const { devices, microphoneHeard, speakerHeard } = setUp;
  const state = {
    camera: devices.camera ? true : devices.problem('camera') ? false : null,
    microphone: microphoneHeard ? true : devices.problem('microphone') ? false : null,
    speaker: speakerHeard,
  };
  const good = {
    camera: t('call_test_camera_good', { device: devices.current('camera')?.label ?? '' }),
    microphone: t('call_test_microphone_good', { device: devices.current('microphone')?.label ?? '' }),
    speaker: t('call_test_speaker_good'),
  };
  for (const kind of kinds) {
    check(kind, state[kind], state[kind] ? good[kind] : t(state[kind] === false ? bad[kind] : waiting[kind]));
  }
  const all = kinds.every(kind => state[kind]) && !['running', 'blocked'].includes(connection.verdict);
  const isBad = kinds.some(kind => state[kind] === false) || connection.verdict === 'blocked';
  const verdict = t(all ? 'call_test_all_good' : isBad ? 'call_test_not_all' : 'call_test_next');
  write(byId('verdict'), verdict);
  if (verdict !== said && said !== '') say(verdict);
  said = verdict;
  sender?.send({
    browser: browserName(navigator.userAgent),
    camera: deviceWord(state.camera, devices.problem('camera')),
    microphone: deviceWord(state.microphone, devices.problem('microphone')),
    speaker: deviceWord(state.speaker, null), connection: connectionWord(connection.verdict),
  });
  if (all) setUp.remembered.test = { at: Date.now(), camera: true, microphone: true, speaker: true };
}

/** The connection is heard apart: its sentence comes seconds after the page. */
function drawConnection() {
  const { verdict, words } = connection;
  if (verdict !== heard && !['running', 'absent'].includes(verdict)) say(words);
  heard = verdict;
  draw();
}

setUp.onChange = draw;
connection.onChange = drawConnection;
setUp.start().finally(draw);
if (data.relayTest && setUp.canCall) connection.run().catch(() => {});
// There is no call on this page whose keys could be turned off.
show(byId('settings-keys').closest('p'), false);
