// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { Announcer } from './announcer.js';

/** The page's own element; its data attributes are what the server hands to the scripts. */
export const page = /** @type {HTMLElement} */ (document.getElementById('page'));
export const data = page.dataset;

/** @type {Record<string, string>} */
const words = JSON.parse(data.words ?? '{}');
const language = document.documentElement.lang;

/**
 * @param {string} key of the catalog
 * @param {Record<string, string|number>} [values] for its {placeholders}
 */
export function t(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** @param {string} id @returns {any} */
export const byId = id => document.getElementById(id);

/** @param {Element|null} element @param {boolean} visible */
export function show(element, visible) {
  // SVG elements have the attribute, and no property for it.
  element?.toggleAttribute('hidden', !visible);
}

/**
 * Sets text only where it differs, so that drawing again disturbs neither a selection nor a screen reader.
 *
 * @param {Element|null} element
 * @param {string} text
 */
export function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes] `class`, `type`, …
 * @param {...(Node|string)} children strings become text
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const announcer = new Announcer(byId('announcer'));

/**
 * Says it in the page's one polite live region, after what is being said.
 *
 * @param {string} text
 */
export function say(text) {
  announcer.say(text);
}

/**
 * A button whose name says what pressing it does.
 *
 * @param {HTMLElement} button
 * @param {{icon: string, label: string, short: string, off?: boolean}} state
 */
export function setTool(button, { icon, label, short, off = false }) {
  if (button.getAttribute('aria-label') !== label) button.setAttribute('aria-label', label);
  button.querySelector('use')?.setAttribute('href', `#icon-${icon}`);
  write(button.querySelector('.tool-name'), short);
  button.toggleAttribute('data-off', off);
}

/** @param {HTMLElement} button @param {boolean} on */
export function setCameraTool(button, on) {
  setTool(button, on
    ? { icon: 'camera', label: t('call_camera_off'), short: t('call_camera_off_short') }
    : { icon: 'camera-off', label: t('call_camera_on'), short: t('call_camera_on_short'), off: true });
}

/** @param {HTMLElement} button @param {boolean} on */
export function setMicrophoneTool(button, on) {
  setTool(button, on
    ? { icon: 'microphone', label: t('call_mute'), short: t('call_mute_short') }
    : { icon: 'microphone-off', label: t('call_unmute'), short: t('call_unmute_short'), off: true });
}

/**
 * “10:30”, “10 h 30”, in the zone that this page speaks of.
 *
 * @param {number} instant milliseconds since 1970
 * @param {string} [zone] another zone, by its IANA name
 */
export function timeOf(instant, zone = data.timeZone) {
  const parts = new Intl.DateTimeFormat('en', {
    hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZone: zone || undefined,
  }).formatToParts(new Date(instant));
  const part = (/** @type {string} */ type) => parts.find(one => one.type === type)?.value ?? '';
  const minute = part('minute');
  return t(minute === '00' ? 'call_hour' : 'call_time', { hour: String(Number(part('hour'))), minute });
}

/**
 * “0:42”, “1:02:03”.
 *
 * @param {number} seconds
 */
export function lasting(seconds) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/**
 * One or two letters in place of a picture.
 *
 * @param {string} name
 */
export function initialsOf(name) {
  const parts = name.split(/\s+/).filter(Boolean);
  const letters = [parts[0], parts.length > 1 ? parts[parts.length - 1] : ''].map(part => [...(part ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase(language);
}

/** The signalling socket's absolute address. */
export function signallingURL() {
  const url = new URL(data.signalling ?? '/ws', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/**
 * Copies and says so in the button; where copying is blocked the field is selected.
 *
 * @param {HTMLElement} button
 * @param {HTMLInputElement} field
 */
export async function copyFrom(button, field) {
  try {
    await navigator.clipboard.writeText(field.value);
    write(button, t('call_copied'));
    say(t('call_copied'));
  } catch {
    field.focus();
    field.select();
    say(t('call_copy_failed'));
  }
}
