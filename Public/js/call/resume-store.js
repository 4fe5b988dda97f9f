// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/** @typedef {Pick<Storage, 'getItem'|'setItem'|'removeItem'>} Store */

/** Storage that a browser may refuse: what cannot be kept is forgotten, and nothing breaks. */
export class SafeStore {
  #open;

  /** @param {() => Store} open for example `() => sessionStorage`; reading that property may itself throw */
  constructor(open) {
    this.#open = open;
  }

  /** @param {string} key @returns {any} null when nothing is there, or nothing readable */
  read(key) {
    try {
      return JSON.parse(this.#open().getItem(key) ?? 'null');
    } catch {
      return null;
    }
  }

  /** @param {string} key @param {unknown} value */
  write(key, value) {
    try {
      this.#open().setItem(key, JSON.stringify(value));
    } catch {
      // Private browsing, or full.
    }
  }

  /** @param {string} key */
  remove(key) {
    try {
      this.#open().removeItem(key);
    } catch {
      // As above.
    }
  }
}

/** The resume token of the running call, kept for the life of the tab. */
export class ResumeStore {
  #store;
  #key;

  /**
   * @param {() => Store} open `() => sessionStorage`
   * @param {string} room what tells rooms apart, such as the page's path
   */
  constructor(open, room) {
    this.#store = new SafeStore(open);
    this.#key = `visavis.resume.${room}`;
  }

  /** @returns {string|null} */
  get token() {
    const kept = this.#store.read(this.#key);
    return typeof kept?.token === 'string' ? kept.token : null;
  }

  /** @param {string} call @param {string} token */
  keep(call, token) {
    this.#store.write(this.#key, { call, token });
  }

  forget() {
    this.#store.remove(this.#key);
  }
}

/**
 * What this browser remembers of its user: a name, the devices, how the last test went.
 *
 * @typedef {{id: string, label: string}} RememberedDevice
 * @typedef {'camera'|'microphone'|'speaker'} DeviceKind
 * @typedef {{at: number, camera: boolean, microphone: boolean, speaker: boolean}} TestResult
 */
export class Remembered {
  #store;

  /** @param {() => Store} open `() => localStorage` */
  constructor(open) {
    this.#store = new SafeStore(open);
  }

  /** @returns {string} */
  get name() {
    const name = this.#store.read('visavis.name');
    return typeof name === 'string' ? name : '';
  }

  set name(name) {
    this.#store.write('visavis.name', name);
  }

  /** @param {DeviceKind} kind @returns {RememberedDevice|null} */
  device(kind) {
    const device = this.#store.read(`visavis.${kind}`);
    return typeof device?.id === 'string' && typeof device.label === 'string' ? device : null;
  }

  /** @param {DeviceKind} kind @param {RememberedDevice} device */
  keepDevice(kind, { id, label }) {
    this.#store.write(`visavis.${kind}`, { id, label });
  }

  /**
   * The moved start for which the page was loaded anew: once is enough, whatever came of it.
   *
   * @returns {number|null}
   */
  get reloadedFor() {
    const start = this.#store.read('visavis.reloadedFor');
    return typeof start === 'number' ? start : null;
  }

  set reloadedFor(start) {
    this.#store.write('visavis.reloadedFor', start);
  }

  /** @returns {TestResult|null} */
  get test() {
    const test = this.#store.read('visavis.test');
    return typeof test?.at === 'number' ? test : null;
  }

  set test(test) {
    if (test) this.#store.write('visavis.test', test);
    else this.#store.remove('visavis.test');
  }

  /**
   * What is done to the room behind.
   *
   * @returns {'none'|'light'|'strong'}
   */
  get background() {
    const choice = this.#store.read('visavis.background');
    return choice === 'light' || choice === 'strong' ? choice : 'none';
  }

  set background(choice) {
    this.#store.write('visavis.background', choice);
  }

  /**
   * Whether keys work as shortcuts.
   *
   * @returns {boolean}
   */
  get shortcuts() {
    return this.#store.read('visavis.shortcuts') !== false;
  }

  set shortcuts(on) {
    this.#store.write('visavis.shortcuts', on);
  }
}
