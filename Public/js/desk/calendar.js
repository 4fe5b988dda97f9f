// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { announce } from '../site/copy.js';
import { clock, dragged, spoken, stepped } from './calendar-grid.js';

/**
 * @typedef {import('./calendar-grid.js').Frame} Frame
 * @typedef {import('./calendar-grid.js').Place} Place
 */

/** Pixels that a pointer may wander without meaning a drag. */
const slack = 5;

/** The calendar as it stands on the page: its days, and how minutes become pixels. */
export class Board {
  /** @param {HTMLElement} element */
  constructor(element) {
    const { from = '0', to = '1440', step = '15', perRow = '7', times = '' } = element.dataset;
    this.element = element;
    /** @type {HTMLElement[]} */
    this.columns = [...element.querySelectorAll('[data-column]')].map(one => /** @type {HTMLElement} */ (one));
    /** @type {Frame} */
    this.frame = {
      columns: this.columns.length, perRow: Number(perRow), from: Number(from), to: Number(to), step: Number(step),
      hasTimes: times === 'true',
    };
    this.patterns = { time: element.dataset.time ?? '', hour: element.dataset.hour ?? '' };
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

/** One appointment that may be moved: by the pointer, or by keys while it has the focus. Nothing is stored from here. */
class Movable {
  #board;
  #element;
  #link;
  #label;
  /** @type {Node[]} */
  #written;
  /** @type {Place} */
  #start;
  /** @type {Place} */
  #place;
  /** @type {{x: number, y: number, pointer: number}|null} */
  #grabbed = null;
  #dragging = false;

  /** @param {Board} board @param {HTMLElement} element */
  constructor(board, element) {
    this.#board = board;
    this.#element = element;
    this.#link = /** @type {HTMLAnchorElement} */ (element.querySelector('a'));
    this.#label = /** @type {HTMLElement} */ (element.querySelector('[data-when]'));
    this.#written = [...this.#label.childNodes];
    this.#start = this.#place = { column: board.columnOf(element), minute: Number(element.dataset.minute) };
    this.#link.draggable = false;
    this.#link.setAttribute('aria-describedby', 'calendar-keys');
    element.addEventListener('pointerdown', event => this.#grab(event));
    element.addEventListener('pointermove', event => this.#drag(event));
    element.addEventListener('pointerup', event => this.#drop(event));
    element.addEventListener('pointercancel', () => this.#cancel());
    element.addEventListener('click', event => this.#click(event), true);
    element.addEventListener('keydown', event => this.#key(event));
    element.addEventListener('focusout', () => { if (this.#hasMoved && !this.#dragging) this.#cancel(); });
  }

  get #hasMoved() {
    return this.#place.column !== this.#start.column || this.#place.minute !== this.#start.minute;
  }

  /** @param {PointerEvent} event */
  #grab(event) {
    const byGrip = event.target instanceof Element && event.target.closest('.cal-grip');
    // A finger on the rest of it scrolls the page.
    if (event.button !== 0 || (event.pointerType === 'touch' && !byGrip)) return;
    this.#grabbed = { x: event.clientX, y: event.clientY, pointer: event.pointerId };
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    if (!this.#grabbed || event.pointerId !== this.#grabbed.pointer) return;
    const [dx, dy] = [event.clientX - this.#grabbed.x, event.clientY - this.#grabbed.y];
    if (!this.#dragging && Math.hypot(dx, dy) < slack) return;
    if (!this.#dragging) this.#element.setPointerCapture(event.pointerId);
    this.#dragging = true;
    const column = this.#board.columnAt(event.clientX, event.clientY);
    this.#show(dragged(this.#start, column, dy / this.#board.pixelsPerMinute, this.#board.frame));
  }

  /** @param {PointerEvent} event */
  #drop(event) {
    this.#grabbed = null;
    if (!this.#dragging) return;
    event.preventDefault();
    if (this.#hasMoved) this.#ask();
    else this.#cancel();
    // The click that follows is the end of the drag.
    setTimeout(() => { this.#dragging = false; });
  }

  /** @param {MouseEvent} event */
  #click(event) {
    if (!this.#dragging) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && (this.#hasMoved || this.#dragging)) {
      this.#cancel();
      announce(this.#board.words('back'));
    } else if (event.key === 'Enter' && this.#hasMoved) {
      this.#ask();
    } else {
      const next = stepped(this.#place, event.key, this.#board.frame);
      if (!next) return;
      this.#show(next);
      announce(this.#board.say(next));
    }
    event.preventDefault();
  }

  /** @param {Place} place */
  #show(place) {
    this.#place = place;
    const [from, to] = [this.#start, place].map(({ column }) => this.#board.columns[column].getBoundingClientRect());
    const { hasTimes } = this.#board.frame;
    const down = hasTimes ? (place.minute - this.#start.minute) * this.#board.pixelsPerMinute : to.top - from.top;
    this.#element.classList.toggle('is-moving', this.#hasMoved);
    this.#element.style.transform = this.#hasMoved ? `translate(${to.left - from.left}px, ${down}px)` : '';
    this.#label.replaceChildren(...(this.#hasMoved ? [this.#board.say(place)] : this.#written));
    this.#element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #cancel() {
    this.#grabbed = null;
    this.#dragging = false;
    this.#show(this.#start);
  }

  /** The server asks whether to move and to tell the client; until then nothing has happened. */
  #ask() {
    const url = new URL(this.#element.dataset.move ?? '', location.href);
    url.searchParams.set('day', this.#board.columns[this.#place.column].dataset.day ?? '');
    url.searchParams.set('time', clock(this.#place.minute));
    url.searchParams.set('from', 'calendar');
    location.assign(url);
  }

  /** Back from the question: as it was. */
  reset() {
    this.#cancel();
  }
}

/** Makes a calendar's appointments movable, where there is one on this page. */
export function moveAppointments() {
  const element = document.querySelector('[data-calendar]');
  if (!(element instanceof HTMLElement)) return;
  const board = new Board(element);
  const items = [...element.querySelectorAll('[data-move]')];
  const movables = items.map(item => new Movable(board, /** @type {HTMLElement} */ (item)));
  element.addEventListener('dragstart', event => event.preventDefault());
  addEventListener('pageshow', () => { for (const movable of movables) movable.reset(); });
}
