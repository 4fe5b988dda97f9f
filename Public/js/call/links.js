// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * @typedef {{text: string, href: null} | {text: string, href: string}} TextPart
 */

const candidate = /\bhttps?:\/\/[^\s<>"'`\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]+/giu;
const trailing = /[.,;:!?…\])}»”’]+$/u;

/**
 * Cuts a text of a person into plain text and links. Only http and https become links; the visible text is always the
 * address itself, and an address with a user name (`bank.example@evil.example`) stays text.
 *
 * @param {string} text
 * @returns {TextPart[]}
 */
export function linkParts(text) {
  /** @type {TextPart[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(candidate)) {
    const shown = trimmed(match[0]);
    const href = safeAddress(shown);
    if (!href) continue;
    const start = match.index ?? 0;
    if (start > end) parts.push({ text: text.slice(end, start), href: null });
    parts.push({ text: shown, href });
    end = start + shown.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/**
 * Punctuation that ends a sentence is not the address's, a closed pair of brackets is.
 *
 * @param {string} address
 */
function trimmed(address) {
  const cut = address.replace(trailing, '');
  const rest = address.slice(cut.length);
  return rest.startsWith(')') && cut.includes('(') && !cut.includes(')') ? `${cut})` : cut;
}

/** @param {string} address @returns {string|null} */
function safeAddress(address) {
  try {
    const { protocol, username, password, hostname, href } = new URL(address);
    const plain = (protocol === 'http:' || protocol === 'https:') && !username && !password && hostname;
    return plain ? href : null;
  } catch {
    return null;
  }
}
