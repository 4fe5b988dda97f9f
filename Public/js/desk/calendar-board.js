// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { spoken } from './calendar-grid.js';

/**
 * @typedef {import('./calendar-grid.js').Frame} Frame
 * @typedef {import('./calendar-grid.js').Place} Place
 */

/** The calendar as it stands on the page: its days, and how minutes become pixels. */
export class Board {
  /** @type {Set<object>} */
  #held = new Set();
  /** @type {(() => void)[]} */
  #waiting = [];
  /** @type {(() => void)[]} */
  #makers = [];
  /** @type {HTMLElement[]} */
  columns = [];
  /** @type {Frame} */
  frame = { columns: 0, perRow: 7, from: 0, to: 1440, step: 15, hasTimes: false };
  /** How an hour is written. */
  patterns = { time: '', hour: '' };

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.#read();
  }

  /** @returns the one of this page; null on a page without */
  static find() {
    const element = document.querySelector('[data-calendar]');
    return element instanceof HTMLElement ? new Board(element) : null;
  }

  #read() {
    const { from = '0', to = '1440', step = '15', perRow = '7', times = '' } = this.element.dataset;
    this.columns = [...this.element.querySelectorAll('[data-column]')].map(one => /** @type {HTMLElement} */ (one));
    this.frame = {
      columns: this.columns.length, perRow: Number(perRow), from: Number(from), to: Number(to), step: Number(step),
      hasTimes: times === 'true',
    };
    this.patterns = { time: this.element.dataset.time ?? '', hour: this.element.dataset.hour ?? '' };
  }

  /** @param {() => void} maker called now, and whenever the calendar was drawn anew */
  make(maker) {
    this.#makers.push(maker);
    maker();
  }

  /** The calendar was drawn anew: what was known of it is old. */
  drawn() {
    this.#read();
    for (const maker of this.#makers) maker();
  }

  get isHeld() {
    return this.#held.size > 0;
  }

  /** @param {object} one that the person has in hand */
  hold(one) {
    this.#held.add(one);
  }

  /** @param {object} one */
  letGo(one) {
    this.#held.delete(one);
    if (!this.isHeld) for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** @returns {Promise<void>} when the person has nothing in hand */
  async free() {
    if (this.isHeld) await new Promise(resolve => { this.#waiting.push(() => resolve(undefined)); });
  }

  /** @param {string} key of the board's own words @param {Record<string, string>} [values] */
  words(key, values = {}) {
    return (this.element.dataset[key] ?? '').replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  /** @param {Element} child */
  columnOf(child) {
    return this.columns.findIndex(column => column.contains(child));
  }

  get pixelsPerMinute() {
    const { from, to } = this.frame;
    return this.columns[0].getBoundingClientRect().height / (to - from);
  }

  /**
   * The day under a point; of a point outside all days the nearest one.
   *
   * @param {number} x
   * @param {number} y
   */
  columnAt(x, y) {
    const away = (/** @type {number} */ value, /** @type {number} */ least, /** @type {number} */ most) =>
      Math.max(least - value, 0, value - most);
    let best = { column: 0, distance: Infinity };
    for (const [column, element] of this.columns.entries()) {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const distance = away(x, left, right) + (this.frame.hasTimes ? 0 : away(y, top, bottom));
      if (distance < best.distance) best = { column, distance };
    }
    return best.column;
  }

  /** @param {Place} place “mardi 12 janvier, 10 h 30” */
  say({ column, minute }) {
    return `${this.columns[column].dataset.name}, ${spoken(minute, this.patterns)}`;
  }
}
