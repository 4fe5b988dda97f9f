// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Where things of the calendar go when they are dragged or moved by keys. Minutes are those of the wall clock, from
 * midnight; what they mean on a day of a clock change is the server's to say.
 *
 * @typedef {{column: number, minute: number}} Place
 *
 * @typedef {object} Frame  what the calendar shows
 * @property {number} columns  days, from left to right; in a month row by row
 * @property {number} perRow  days side by side
 * @property {number} from  first minute shown
 * @property {number} to  end of the last minute shown
 * @property {number} step  minutes between two places
 * @property {boolean} hasTimes  false for a month, in which a drag changes the day alone
 */

/** @param {number} value @param {number} least @param {number} most */
const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

/**
 * Where a drag leads to. The hour snaps to the step, and stays as it is where the pointer has not left it.
 *
 * @param {Place} start
 * @param {number} column  the one under the pointer
 * @param {number} minutes  moved down by, before it snaps
 * @param {Frame} frame
 * @returns {Place}
 */
export function dragged(start, column, minutes, frame) {
  const place = { column: clamp(column, 0, frame.columns - 1), minute: start.minute };
  if (!frame.hasTimes || Math.abs(minutes) < frame.step / 2) return place;
  return { ...place, minute: snapped(start.minute + minutes, frame) };
}

/** @param {number} minute @param {Frame} frame */
function snapped(minute, frame) {
  const least = Math.ceil(frame.from / frame.step) * frame.step;
  const most = Math.floor((frame.to - frame.step) / frame.step) * frame.step;
  return clamp(Math.round(minute / frame.step) * frame.step, least, most);
}

/**
 * Where an arrow key leads to: up and down to the next step (in a month a week on), left and right by days.
 *
 * @param {Place} place
 * @param {string} key  as `KeyboardEvent.key`
 * @param {Frame} frame
 * @returns {Place|null} null for every other key
 */
export function stepped({ column, minute }, key, frame) {
  const days = { ArrowLeft: -1, ArrowRight: 1 };
  const rows = { ArrowUp: -1, ArrowDown: 1 };
  if (key in days) return moved(column, minute, days[/** @type {keyof days} */ (key)], frame);
  if (!(key in rows)) return null;
  const way = rows[/** @type {keyof rows} */ (key)];
  if (!frame.hasTimes) return moved(column, minute, way * frame.perRow, frame);
  // From a place off the grid the first press leads to the nearest line that way.
  const line = way < 0 ? Math.ceil(minute / frame.step) - 1 : Math.floor(minute / frame.step) + 1;
  return { column, minute: snapped(line * frame.step, frame) };
}

/** @param {number} column @param {number} minute @param {number} days @param {Frame} frame */
function moved(column, minute, days, frame) {
  const next = column + days;
  return { column: next >= 0 && next < frame.columns ? next : column, minute };
}

/**
 * One day's hours with an edge of a span moved. The edge stays within the frame, a step away from the span's other end
 * and out of its neighbours.
 *
 * @param {[number, number][]} spans  in order, without overlap
 * @param {number} index
 * @param {'start'|'end'} edge
 * @param {number} minutes  moved down by
 * @param {Frame} frame
 * @returns {[number, number][]}
 */
export function withEdge(spans, index, edge, minutes, frame) {
  const [start, end] = spans[index];
  const before = index > 0 ? spans[index - 1][1] : frame.from;
  const after = index + 1 < spans.length ? spans[index + 1][0] : frame.to;
  const wanted = Math.round(((edge === 'start' ? start : end) + minutes) / frame.step) * frame.step;
  const placed = edge === 'start'
    ? clamp(wanted, before, end - frame.step)
    : clamp(wanted, start + frame.step, after);
  /** @type {[number, number]} */
  const changed = edge === 'start' ? [placed, end] : [start, placed];
  return spans.map((span, at) => (at === index ? changed : span));
}

/**
 * The spans of a day as the server writes and reads them: `540-720,840-1080`.
 *
 * @param {string} text
 * @returns {[number, number][]}
 */
export function readSpans(text) {
  return text.split(',').filter(Boolean).map(part => {
    const [start, end] = part.split('-').map(Number);
    return [start, end];
  });
}

/** @param {[number, number][]} spans */
export function writeSpans(spans) {
  return spans.map(([start, end]) => `${start}-${end}`).join(',');
}

/** @param {number} minute @returns {string} `09:30`, as a form sends it; the day's end is its last minute */
export function clock(minute) {
  const shown = Math.min(minute, 1439);
  return [Math.floor(shown / 60), shown % 60].map(part => String(part).padStart(2, '0')).join(':');
}

/**
 * The hour as people read it, from the patterns of the reader's language.
 *
 * @param {number} minute
 * @param {{time: string, hour: string}} patterns  `{hour} h {minute}`, `{hour} h`
 */
export function spoken(minute, { time, hour }) {
  const rest = minute % 60;
  return (rest === 0 ? hour : time).replace('{hour}', String(Math.floor(minute / 60)))
    .replace('{minute}', String(rest).padStart(2, '0'));
}
