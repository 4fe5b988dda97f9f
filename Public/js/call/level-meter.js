// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/** How loud a microphone is, for a meter and for the question whether anything is heard at all. */
export class LevelMeter {
  /** Below this (of 1) nothing is heard. */
  static audible = 0.08;
  /** The quietest sound of the scale, in dBFS. */
  static floor = -60;

  #context;
  #analyser;
  #samples;
  /** @type {MediaStreamAudioSourceNode|null} */
  #source = null;
  #peak = 0;

  /** @param {AudioContext} context */
  constructor(context) {
    this.#context = context;
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = 1024;
    this.#samples = new Float32Array(this.#analyser.fftSize);
  }

  /** @param {MediaStream|null} stream with the microphone's track */
  attach(stream) {
    this.#source?.disconnect();
    this.#source = stream && this.#context.createMediaStreamSource(stream);
    this.#source?.connect(this.#analyser);
    this.#peak = 0;
  }

  /** @returns {number} 0 to 1, even steps of loudness */
  read() {
    if (!this.#source) return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const level = levelOf(this.#samples);
    this.#peak = Math.max(this.#peak, level);
    return level;
  }

  /** Whether something was heard since `attach`. */
  get wasAudible() {
    return this.#peak >= LevelMeter.audible;
  }
}

/** @param {Float32Array} samples @returns {number} */
export function levelOf(samples) {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / samples.length + 1e-12);
  return Math.min(1, Math.max(0, 1 - decibels / LevelMeter.floor));
}
