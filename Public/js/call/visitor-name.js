// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

const longest = 60;
/** Bounds what piles of combining marks can make of one character. */
const mostScalars = 240;
/** Control characters, line and paragraph separators, and what embeds, overrides or isolates the direction of text. */
const forbidden = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cn}]/u;

/**
 * The rule of the name that a visitor gives, so that the page can say at once what the server would refuse.
 *
 * @param {string} typed
 * @returns {{name: string, problem: null} | {name: null, problem: 'empty'|'long'|'forbidden'}}
 */
export function checkName(typed) {
  const name = typed.normalize('NFC').trim();
  if (forbidden.test(name)) return { name: null, problem: 'forbidden' };
  if (!visible.test(name)) return { name: null, problem: 'empty' };
  if (length(name) > longest || [...name].length > mostScalars) return { name: null, problem: 'long' };
  return { name, problem: null };
}

/** @param {string} text @returns {number} characters as a reader counts them */
function length(text) {
  // Older browsers have none.
  const Segmenter = Intl.Segmenter;
  return Segmenter ? [...new Segmenter().segment(text)].length : [...text].length;
}
