// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Why there is no blur: a closed list, each with its sentence in the catalog.
 *
 * @typedef {'no_simd'|'no_webgl'|'lost'|'files'|'model'|'memory'|'slow'|'stopped'|'unknown'} BackgroundProblem
 *
 * @typedef {object} EngineExports
 * @property {WebAssembly.Memory} memory
 * @property {(bytes: number) => number} blur_reserve
 * @property {(pointer: number, bytes: number, width: number, height: number) => number} blur_prepare
 * @property {() => number} blur_input
 * @property {() => void} blur_run
 * @property {() => number} blur_mask
 */

/** A module with one instruction of the vector kind: `v128.const` dropped in a function that is never called. */
const vectors = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 26, 11,
];

/** @returns {boolean} whether this browser has WebAssembly with vectors */
export function hasVectors() {
  return typeof WebAssembly === 'object' && WebAssembly.validate(Uint8Array.from(vectors));
}

/** @type {Record<number, BackgroundProblem>} */
const refusals = { 1: 'files', 2: 'model', 3: 'memory' };

/** Why the blur cannot be. */
export class BackgroundError extends Error {
  /** @param {BackgroundProblem} problem */
  constructor(problem) {
    super(problem);
    this.problem = problem;
  }
}

/** The segmentation engine: a small picture in, a mask of the person out. */
export class BackgroundEngine {
  #exports;
  #weights;
  #pointer;
  #width = 0;
  #height = 0;

  /** @param {EngineExports} exports @param {Uint8Array} weights */
  constructor(exports, weights) {
    this.#exports = exports;
    this.#weights = weights;
    this.#pointer = exports.blur_reserve(weights.length);
    if (this.#pointer === 0) throw new BackgroundError('memory');
  }

  /**
   * Loads both files from our own server.
   *
   * @param {string} folder their address
   * @returns {Promise<BackgroundEngine>}
   * @throws {BackgroundError}
   */
  static async load(folder) {
    if (!hasVectors()) throw new BackgroundError('no_simd');
    /** @type {WebAssembly.Memory|null} */
    let memory = null;
    const grow = (/** @type {number} */ pages) => {
      try {
        return memory?.grow(pages) ?? -1;
      } catch {
        return -1;
      }
    };
    const [code, weights] = await Promise.all([fetched(`${folder}/engine.wasm`), fetched(`${folder}/model.bin`)]);
    const { instance } = await WebAssembly.instantiate(code, { env: { grow } }).catch(() => {
      throw new BackgroundError('files');
    });
    const exports = /** @type {EngineExports} */ (/** @type {unknown} */ (instance.exports));
    memory = exports.memory;
    return new BackgroundEngine(exports, new Uint8Array(weights));
  }

  /**
   * Sets the size that pictures come in.
   *
   * @param {number} width @param {number} height
   * @throws {BackgroundError}
   */
  prepare(width, height) {
    const { memory, blur_prepare: prepare } = this.#exports;
    new Uint8Array(memory.buffer, this.#pointer, this.#weights.length).set(this.#weights);
    const refusal = prepare(this.#pointer, this.#weights.length, width, height);
    if (refusal !== 0) throw new BackgroundError(refusals[refusal] ?? 'files');
    this.#width = width;
    this.#height = height;
  }

  /** Where the next picture is put: four bytes a pixel, first row first. */
  get input() {
    return new Uint8Array(this.#exports.memory.buffer, this.#exports.blur_input(), this.#width * this.#height * 4);
  }

  /** @returns {Uint8Array} 0 the room … 255 the person, a byte a pixel; good until the next run */
  run() {
    this.#exports.blur_run();
    return new Uint8Array(this.#exports.memory.buffer, this.#exports.blur_mask(), this.#width * this.#height);
  }
}

/** @param {string} address @returns {Promise<ArrayBuffer>} */
async function fetched(address) {
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) throw new BackgroundError('files');
  return answer.arrayBuffer().catch(() => { throw new BackgroundError('files'); });
}
