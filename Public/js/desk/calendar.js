// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { announce } from '../site/copy.js';
import { Board } from './calendar-board.js';
import { clock, dragged, stepped } from './calendar-grid.js';
import { listenFor } from './calendar-hands.js';

/**
 * @typedef {import('./calendar-grid.js').Place} Place
 */

/** Pixels that a pointer may wander without meaning a drag. */
const slack = 5;

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
  }

  get #hasMoved() {
    return this.#place.column !== this.#start.column || this.#place.minute !== this.#start.minute;
  }

  /** @param {PointerEvent} event */
  grab(event) {
    const byGrip = event.target instanceof Element && event.target.closest('.cal-grip');
    // A finger on the rest of it scrolls the page.
    if (event.button !== 0 || (event.pointerType === 'touch' && !byGrip)) return;
    this.#board.hold(this);
    this.#grabbed = { x: event.clientX, y: event.clientY, pointer: event.pointerId };
  }

  /** @param {PointerEvent} event */
  drag(event) {
    if (!this.#grabbed || event.pointerId !== this.#grabbed.pointer) return;
    const [dx, dy] = [event.clientX - this.#grabbed.x, event.clientY - this.#grabbed.y];
    if (!this.#dragging && Math.hypot(dx, dy) < slack) return;
    if (!this.#dragging) this.#element.setPointerCapture(event.pointerId);
    this.#dragging = true;
    const column = this.#board.columnAt(event.clientX, event.clientY);
    this.#show(dragged(this.#start, column, dy / this.#board.pixelsPerMinute, this.#board.frame));
  }

  /** @param {PointerEvent} event */
  drop(event) {
    this.#grabbed = null;
    if (!this.#dragging) return this.#settle();
    event.preventDefault();
    if (this.#hasMoved) this.#ask();
    else this.cancel();
    // The click that follows is the end of the drag.
    setTimeout(() => { this.#dragging = false; });
  }

  /** @param {MouseEvent} event */
  click(event) {
    if (!this.#dragging) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && (this.#hasMoved || this.#dragging)) {
      this.cancel();
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
    this.#settle();
    const [from, to] = [this.#start, place].map(({ column }) => this.#board.columns[column].getBoundingClientRect());
    const { hasTimes } = this.#board.frame;
    const down = hasTimes ? (place.minute - this.#start.minute) * this.#board.pixelsPerMinute : to.top - from.top;
    this.#element.classList.toggle('is-moving', this.#hasMoved);
    this.#element.style.transform = this.#hasMoved ? `translate(${to.left - from.left}px, ${down}px)` : '';
    this.#label.replaceChildren(...(this.#hasMoved ? [this.#board.say(place)] : this.#written));
    this.#element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** It lies where the server has it, or it is held. */
  #settle() {
    if (this.#grabbed || this.#hasMoved) this.#board.hold(this);
    else this.#board.letGo(this);
  }

  cancel() {
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

  /** The focus goes elsewhere. */
  leave() {
    if (this.#hasMoved && !this.#dragging) this.cancel();
  }
}

/**
 * Makes a calendar's appointments movable.
 *
 * @param {Board} board
 */
export function moveAppointments(board) {
  const at = listenFor(board, '[data-move]', element => new Movable(board, element));
  board.element.addEventListener('dragstart', event => event.preventDefault());
  board.element.addEventListener('keydown', event => at(event)?.key(event));
  board.element.addEventListener('focusout', event => at(event)?.leave());
}
