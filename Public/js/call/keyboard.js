// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What keys do in a call.
 *
 * @typedef {'microphone'|'camera'|'chat'|'lock'|'help'} KeyAction
 * @typedef {object} Focused  the element that has the focus
 * @property {string} tag  its tag name
 * @property {boolean} [editable]  its text can be changed in place
 * @property {string|null} [role]
 */

/**
 * The keys as they are listed under `?`.
 *
 * @type {ReadonlyArray<{key: string, action: KeyAction, hostOnly: boolean}>}
 */
export const shortcuts = [
  { key: 'm', action: 'microphone', hostOnly: false },
  { key: 'v', action: 'camera', hostOnly: false },
  { key: 'c', action: 'chat', hostOnly: false },
  { key: 'l', action: 'lock', hostOnly: true },
  { key: '?', action: 'help', hostOnly: false },
];

const typing = new Set(['INPUT', 'TEXTAREA', 'SELECT', 'OPTION']);
const typingRoles = new Set([
  'textbox', 'combobox', 'listbox', 'searchbox', 'spinbutton', 'menu', 'menuitem', 'slider',
]);

/**
 * @param {Pick<KeyboardEvent, 'key'|'ctrlKey'|'altKey'|'metaKey'|'repeat'|'isComposing'>} event
 * @param {Focused|null} focused
 * @param {{enabled: boolean, role: 'host'|'guest'}} options
 * @returns {KeyAction|null} null: the key is not ours
 */
export function keyAction(event, focused, { enabled, role }) {
  if (!enabled || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return null;
  if (focused && isTyping(focused)) return null;
  const shortcut = shortcuts.find(({ key }) => key === event.key.toLowerCase());
  if (!shortcut || (shortcut.hostOnly && role !== 'host')) return null;
  return shortcut.action;
}

/** @param {Focused} focused */
function isTyping({ tag, editable = false, role = null }) {
  return editable || typing.has(tag.toUpperCase()) || (role !== null && typingRoles.has(role));
}
