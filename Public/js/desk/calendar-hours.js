// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { Board } from './calendar.js';
import { readSpans, spoken, withEdge, writeSpans } from './calendar-grid.js';

/**
 * Lets the pointer draw the edges of a day's hours. What was drawn is looked at and saved on the form of that day, which
 * the edge links to anyway.
 *
 * @param {Board} board
 * @param {HTMLAnchorElement} edge
 */
function makeDraggable(board, edge) {
  const band = /** @type {HTMLElement} */ (edge.closest('[data-span]'));
  const spans = readSpans(board.columns[board.columnOf(band)].dataset.spans ?? '');
  const index = Number(band.dataset.span);
  const which = edge.dataset.edge === 'start' ? 'start' : 'end';
  /** @type {number|null} */
  let grabbed = null;
  let changed = spans;

  const show = () => {
    const [before, after] = [spans[index], changed[index]];
    const scale = board.pixelsPerMinute;
    band.style.marginBlockStart = `${(after[0] - before[0]) * scale}px`;
    band.style.marginBlockEnd = `${(before[1] - after[1]) * scale}px`;
    edge.dataset.shown = changed === spans ? '' : spoken(after[which === 'start' ? 0 : 1], board.patterns);
  };
  const cancel = () => {
    grabbed = null;
    changed = spans;
    show();
  };
  edge.draggable = false;
  edge.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    grabbed = event.clientY;
    edge.setPointerCapture(event.pointerId);
  });
  edge.addEventListener('pointermove', event => {
    if (grabbed === null) return;
    const minutes = (event.clientY - grabbed) / board.pixelsPerMinute;
    changed = withEdge(spans, index, which, minutes, board.frame);
    if (writeSpans(changed) === writeSpans(spans)) changed = spans;
    show();
  });
  edge.addEventListener('pointercancel', cancel);
  edge.addEventListener('pointerup', () => {
    grabbed = null;
    if (changed === spans) return;
    const url = new URL(edge.href);
    url.searchParams.set('spans', writeSpans(changed));
    location.assign(url);
  });
  // The click that ends a drag is none.
  edge.addEventListener('click', event => { if (changed !== spans) event.preventDefault(); });
  addEventListener('pageshow', cancel);
}

/** Makes the hours of a week's days movable by their edges. */
export function moveHours() {
  const element = document.querySelector('[data-calendar]');
  if (!(element instanceof HTMLElement)) return;
  const board = new Board(element);
  for (const edge of element.querySelectorAll('a[data-edge]')) {
    makeDraggable(board, /** @type {HTMLAnchorElement} */ (edge));
  }
}
