// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/** @type {AudioContext|null} */
let context = null;

/** Sound is allowed from the first press on the page; called within one, it is ready when a knock comes. */
export function unlockSound() {
  context ??= new AudioContext();
  if (context.state === 'suspended') context.resume().catch(() => {});
  return context;
}

/**
 * One soft tone, rising and falling so that it never clicks.
 *
 * @param {AudioNode} out
 * @param {number} frequency hertz
 * @param {number} after seconds from now
 * @param {number} length seconds
 * @param {number} volume 0 to 1
 */
function tone(out, frequency, after, length, volume) {
  const audio = out.context;
  const begin = audio.currentTime + after;
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, begin);
  gain.gain.linearRampToValueAtTime(volume, begin + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, begin + length);
  const oscillator = new OscillatorNode(/** @type {AudioContext} */ (audio), { type: 'triangle', frequency });
  oscillator.connect(gain).connect(out);
  oscillator.start(begin);
  oscillator.stop(begin + length);
}

/** @param {[number, number, number][]} notes frequency, seconds from now, length @param {number} volume */
function play(notes, volume) {
  const audio = unlockSound();
  for (const [frequency, after, length] of notes) tone(audio.destination, frequency, after, length, volume);
}

/** @type {[number, number, number][]} */
const bell = [[784, 0, 0.5], [659, 0.22, 0.5], [784, 0.9, 0.5], [659, 1.12, 0.7]];

/** @type {ReturnType<typeof setInterval>|null} */
let ringing = null;

/**
 * Rings until told to stop; calling it again changes nothing.
 *
 * @param {boolean} on
 */
export function ring(on) {
  if (on === (ringing !== null)) return;
  if (ringing !== null) clearInterval(ringing);
  ringing = null;
  if (!on) return;
  play(bell, 0.35);
  ringing = setInterval(() => play(bell, 0.35), 3000);
}

/** During a call, for the host only. */
export const softKnock = () => play([[659, 0, 0.6]], 0.12);
/** You are expected. */
export const nudge = () => play([[587, 0, 0.4], [784, 0.2, 0.6]], 0.25);
export const dropped = () => play([[523, 0, 0.3], [392, 0.18, 0.5]], 0.18);
export const returned = () => play([[392, 0, 0.3], [523, 0.18, 0.5]], 0.18);

/**
 * The speaker test: a short melody on the chosen output.
 *
 * @param {string} sink the output's device id; empty is the default one
 * @returns {Promise<void>} when it has been played
 */
export async function melody(sink) {
  const audio = unlockSound();
  const stream = new MediaStreamAudioDestinationNode(audio);
  const notes = [523, 659, 784, 1047];
  notes.forEach((frequency, index) => tone(stream, frequency, 0.15 + index * 0.28, index === 3 ? 0.9 : 0.4, 0.4));
  const player = /** @type {import('../call/speaker.js').Player} */ (new Audio());
  player.srcObject = stream.stream;
  try {
    if (sink) await player.setSinkId?.(sink);
    await player.play();
    await new Promise(resolve => setTimeout(resolve, 2200));
  } finally {
    player.srcObject = null;
  }
}
