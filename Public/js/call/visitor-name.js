// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

const longest = 60;
/** Control characters, line and paragraph separators, and all that can turn the direction of text around. */
const forbidden = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * The rule of the name that a visitor gives, so that the page can say at once what the server would refuse.
 *
 * @param {string} typed
 * @returns {{name: string, problem: null} | {name: null, problem: 'empty'|'long'|'forbidden'}}
 */
export function checkName(typed) {
  const name = typed.normalize('NFC').trim();
  if (!visible.test(name)) return { name: null, problem: 'empty' };
  if (forbidden.test(name)) return { name: null, problem: 'forbidden' };
  return length(name) > longest ? { name: null, problem: 'long' } : { name, problem: null };
}

/** @param {string} text @returns {number} characters as a reader counts them */
function length(text) {
  // TypeScript 4.8 has the segmenter in lib es2022, older browsers do not have it at all.
  const Segmenter = Intl.Segmenter;
  return Segmenter ? [...new Segmenter().segment(text)].length : [...text].length;
}
