// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/** What the person or a script did to an element, and no server says. */
const own = new Set(['DETAILS open', 'FORM data-sent', 'BUTTON data-label', 'INPUT checked', 'LI data-new']);

/** @param {Node} node @returns {string} what an element is found again by among its siblings; empty where nothing names it */
function key(node) {
  return node instanceof HTMLElement ? node.id || node.dataset.key || node.getAttribute('aria-labelledby') || '' : '';
}

/** @param {Node} one @param {Node} other whether the one can become the other without anybody's focus, text or opening being lost */
function isAlike(one, other) {
  if (one.nodeName !== other.nodeName || key(one) !== key(other)) return false;
  if (!(one instanceof Element && other instanceof Element)) return true;
  return ['class', 'action', 'name', 'type'].every(name => one.getAttribute(name) === other.getAttribute(name)) || key(one) !== '';
}

/** @param {Element} old @param {Element} fresh */
function copyAttributes(old, fresh) {
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !own.has(`${old.nodeName} ${name}`)) old.removeAttribute(name);
  }
}

/** @param {Node} old @param {Node} fresh */
function change(old, fresh) {
  if (old instanceof Element && fresh instanceof Element) {
    copyAttributes(old, fresh);
    changeChildren(old, fresh);
  } else if (old.nodeValue !== fresh.nodeValue) {
    old.nodeValue = fresh.nodeValue;
  }
}

/** @param {Element} old @param {Element} fresh */
function changeChildren(old, fresh) {
  const left = [...old.childNodes];
  const matches = [...fresh.childNodes].map(child => {
    const index = left.findIndex(one => isAlike(one, child));
    return { child, match: index < 0 ? null : left.splice(index, 1)[0] };
  });
  for (const gone of left) gone.remove();
  let place = old.firstChild;
  for (const { child, match } of matches) {
    if (match) change(match, child);
    if (match && match === place) place = place.nextSibling;
    else old.insertBefore(match ?? document.importNode(child, true), place);
  }
}

/**
 * Makes a part of the page what the server says now, where it differs: what stays keeps its focus, what is typed in it and what
 * is open in it.
 *
 * @param {HTMLElement} part
 * @param {Element} fresh
 */
export function redraw(part, fresh) {
  const focused = document.activeElement;
  changeChildren(part, fresh);
  if (!(focused instanceof HTMLElement) || focused === document.activeElement) return;
  // A moved row has lost the focus; with a row that went the list has it.
  const next = focused.isConnected ? focused : part;
  if (next === part) part.tabIndex = -1;
  next.focus({ preventScroll: true });
}
