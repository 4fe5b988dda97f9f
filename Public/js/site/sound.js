// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { Remembered } from '../call/resume-store.js';
import { melody } from '../ui/sounds.js';

const remembered = new Remembered(() => localStorage);

/** The outputs that the browser names; none before a permission, and none on browsers that cannot choose. */
async function outputs() {
  if (!('setSinkId' in HTMLMediaElement.prototype)) return [];
  const devices = await navigator.mediaDevices?.enumerateDevices() ?? [];
  return devices.filter(({ kind, deviceId, label }) => kind === 'audiooutput' && deviceId && label);
}

/** @param {HTMLElement} frame @param {HTMLSelectElement} select */
async function listOutputs(frame, select) {
  const found = await outputs();
  frame.hidden = found.length === 0;
  const names = found.some(({ deviceId }) => deviceId === 'default') ? [] : [new Option(select.dataset.default, '')];
  select.replaceChildren(...names, ...found.map(({ deviceId, label }) => new Option(label, deviceId)));
  const kept = remembered.device('speaker');
  const same = found.find(({ deviceId, label }) => deviceId === kept?.id || label === kept?.label);
  if (same) select.value = same.deviceId;
  return found.length > 0;
}

/** Browsers name devices only after the microphone has been allowed once; Firefox has a question of its own. */
async function askForNames() {
  const devices = /** @type {MediaDevices & {selectAudioOutput?: () => Promise<MediaDeviceInfo>}} */ (navigator.mediaDevices);
  if (devices.selectAudioOutput) {
    const { deviceId, label } = await devices.selectAudioOutput();
    remembered.keepDevice('speaker', { id: deviceId, label });
    return;
  }
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  for (const track of stream.getTracks()) track.stop();
}

/** “Test the sound” in the practitioner's settings, with a choice of the output where the browser has one. */
export async function offerSoundTest() {
  const place = document.querySelector('[data-sound]');
  if (!place) return;
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (place.querySelector(`[data-sound-${name}]`));
  const [frame, test, more, status] = ['outputs', 'test', 'more', 'status'].map(part);
  const select = /** @type {HTMLSelectElement} */ (frame.querySelector('select'));
  select.addEventListener('change', () => {
    remembered.keepDevice('speaker', { id: select.value, label: select.selectedOptions[0]?.label ?? '' });
  });
  test.addEventListener('click', async () => {
    status.textContent = test.dataset.playing ?? '';
    try {
      await melody(select.value);
    } catch {
      status.textContent = test.dataset.failed ?? '';
    }
  });
  more.addEventListener('click', async () => {
    try {
      await askForNames();
      more.hidden = await listOutputs(frame, select);
    } catch {
      status.textContent = test.dataset.failed ?? '';
    }
  });
  const canChoose = 'setSinkId' in HTMLMediaElement.prototype && Boolean(navigator.mediaDevices);
  more.hidden = !canChoose || await listOutputs(frame, select);
}
