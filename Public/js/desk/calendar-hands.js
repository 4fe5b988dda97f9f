// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What the pointer can take hold of.
 *
 * @typedef {object} Grabbable
 * @property {(event: PointerEvent) => void} grab
 * @property {(event: PointerEvent) => void} drag
 * @property {(event: PointerEvent) => void} drop
 * @property {(event: MouseEvent) => void} click  also the one that ends a drag
 * @property {() => void} cancel  it lies again where the server has it
 */

/**
 * Leads the pointer's events to what it took hold of. They are listened for on the whole calendar, so that one that is drawn
 * anew needs no other listeners.
 *
 * @template {Grabbable} T
 * @param {import('./calendar-board.js').Board} board
 * @param {string} selector
 * @param {(element: HTMLElement) => T} make
 * @returns {(event: Event) => T|null} what an event is about
 */
export function listenFor(board, selector, make) {
  /** @type {Map<Element, T>} */
  const made = new Map();
  /** @type {T|null} */
  let grabbed = null;
  const at = (/** @type {Event} */ { target }) =>
    (target instanceof Element && made.get(target.closest(selector) ?? target)) || null;
  board.make(() => {
    made.clear();
    for (const element of board.element.querySelectorAll(selector)) made.set(element, make(/** @type {HTMLElement} */ (element)));
  });
  board.element.addEventListener('pointerdown', event => {
    grabbed = at(event);
    grabbed?.grab(event);
  });
  board.element.addEventListener('pointermove', event => grabbed?.drag(event));
  board.element.addEventListener('click', event => at(event)?.click(event), true);
  // It may be let go of outside of the calendar.
  addEventListener('pointerup', event => {
    grabbed?.drop(event);
    grabbed = null;
  });
  addEventListener('pointercancel', () => {
    grabbed?.cancel();
    grabbed = null;
  });
  // Back from the question: as it was.
  addEventListener('pageshow', () => { for (const one of made.values()) one.cancel(); });
  return at;
}
