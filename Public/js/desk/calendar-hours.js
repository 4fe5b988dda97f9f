// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { readSpans, spoken, withEdge, writeSpans } from './calendar-grid.js';
import { listenFor } from './calendar-hands.js';

/**
 * An edge of a day's hours, which the pointer can draw. What was drawn is looked at and saved on the form of that day, which
 * the edge links to anyway.
 */
class Edge {
  #board;
  #edge;
  #band;
  #index;
  #which;
  #spans;
  #changed;
  /** @type {number|null} */
  #grabbed = null;

  /** @param {import('./calendar-board.js').Board} board @param {HTMLAnchorElement} edge */
  constructor(board, edge) {
    this.#board = board;
    this.#edge = edge;
    this.#band = /** @type {HTMLElement} */ (edge.closest('[data-span]'));
    this.#index = Number(this.#band.dataset.span);
    this.#which = edge.dataset.edge === 'start' ? /** @type {const} */ ('start') : /** @type {const} */ ('end');
    this.#spans = this.#changed = readSpans(board.columns[board.columnOf(this.#band)].dataset.spans ?? '');
    edge.draggable = false;
  }

  #show() {
    const [before, after] = [this.#spans[this.#index], this.#changed[this.#index]];
    const scale = this.#board.pixelsPerMinute;
    this.#band.style.marginBlockStart = `${(after[0] - before[0]) * scale}px`;
    this.#band.style.marginBlockEnd = `${(before[1] - after[1]) * scale}px`;
    const minute = after[this.#which === 'start' ? 0 : 1];
    this.#edge.dataset.shown = this.#changed === this.#spans ? '' : spoken(minute, this.#board.patterns);
  }

  cancel() {
    this.#grabbed = null;
    this.#changed = this.#spans;
    this.#show();
    this.#board.letGo(this);
  }

  /** @param {PointerEvent} event */
  grab(event) {
    if (event.button !== 0) return;
    this.#board.hold(this);
    this.#grabbed = event.clientY;
    this.#edge.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  drag(event) {
    if (this.#grabbed === null) return;
    const minutes = (event.clientY - this.#grabbed) / this.#board.pixelsPerMinute;
    this.#changed = withEdge(this.#spans, this.#index, this.#which, minutes, this.#board.frame);
    if (writeSpans(this.#changed) === writeSpans(this.#spans)) this.#changed = this.#spans;
    this.#show();
  }

  drop() {
    this.#grabbed = null;
    if (this.#changed === this.#spans) return this.#board.letGo(this);
    const url = new URL(this.#edge.href);
    url.searchParams.set('spans', writeSpans(this.#changed));
    location.assign(url);
  }

  /** @param {MouseEvent} event the click that ends a drag is none */
  click(event) {
    if (this.#changed !== this.#spans) event.preventDefault();
  }
}

/**
 * Makes the hours of a week's days movable by their edges.
 *
 * @param {import('./calendar-board.js').Board} board
 */
export function moveHours(board) {
  listenFor(board, 'a[data-edge]', edge => new Edge(board, /** @type {HTMLAnchorElement} */ (edge)));
}
