// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, dragged, readSpans, spoken, stepped, withEdge, writeSpans } from '../../Public/js/desk/calendar-grid.js';

const week = { columns: 7, perRow: 7, from: 480, to: 1140, step: 15, hasTimes: true };
const month = { columns: 35, perRow: 7, from: 0, to: 1440, step: 15, hasTimes: false };

test('a drag snaps to the step, across days, and stays within what is shown', () => {
  const start = { column: 1, minute: 600 };
  assert.deepEqual(dragged(start, 3, 22, week), { column: 3, minute: 615 });
  assert.deepEqual(dragged(start, 1, -23, week), { column: 1, minute: 570 });
  assert.deepEqual(dragged(start, 9, -5000, week), { column: 6, minute: 480 });
  assert.deepEqual(dragged(start, -1, 5000, week), { column: 0, minute: 1125 });
});

test('an hour off the grid stays while the pointer has not left it', () => {
  const start = { column: 1, minute: 607 };
  assert.deepEqual(dragged(start, 2, 7, week), { column: 2, minute: 607 });
  assert.deepEqual(dragged(start, 2, 8, week), { column: 2, minute: 615 });
});

test('in a month a drag changes the day alone', () => {
  assert.deepEqual(dragged({ column: 3, minute: 607 }, 20, 400, month), { column: 20, minute: 607 });
});

test('keys move by the step and by days, and end at the edges', () => {
  const start = { column: 0, minute: 607 };
  assert.deepEqual(stepped(start, 'ArrowDown', week), { column: 0, minute: 615 });
  assert.deepEqual(stepped(start, 'ArrowUp', week), { column: 0, minute: 600 });
  assert.deepEqual(stepped({ column: 0, minute: 600 }, 'ArrowUp', week), { column: 0, minute: 585 });
  assert.deepEqual(stepped(start, 'ArrowLeft', week), start);
  assert.deepEqual(stepped(start, 'ArrowRight', week), { column: 1, minute: 607 });
  assert.deepEqual(stepped({ column: 0, minute: 1125 }, 'ArrowDown', week), { column: 0, minute: 1125 });
  assert.equal(stepped(start, 'Enter', week), null);
});

test('in a month up and down are weeks', () => {
  assert.deepEqual(stepped({ column: 10, minute: 607 }, 'ArrowDown', month), { column: 17, minute: 607 });
  assert.deepEqual(stepped({ column: 3, minute: 607 }, 'ArrowUp', month), { column: 3, minute: 607 });
});

test('an edge of a day\'s hours stays between its neighbours', () => {
  const spans = readSpans('540-720,840-1080');
  assert.deepEqual(withEdge(spans, 0, 'end', 40, week), [[540, 765], [840, 1080]]);
  assert.deepEqual(withEdge(spans, 0, 'end', 500, week), [[540, 840], [840, 1080]]);
  assert.deepEqual(withEdge(spans, 1, 'start', -500, week), [[540, 720], [720, 1080]]);
  assert.deepEqual(withEdge(spans, 0, 'start', 500, week), [[705, 720], [840, 1080]]);
  assert.deepEqual(withEdge(spans, 1, 'end', 500, week), [[540, 720], [840, 1140]]);
});

test('spans and hours are written as the server reads them', () => {
  assert.equal(writeSpans(readSpans('540-720,840-1080')), '540-720,840-1080');
  assert.deepEqual(readSpans(''), []);
  assert.deepEqual([clock(570), clock(0), clock(1440)], ['09:30', '00:00', '23:59']);
  const french = { time: '{hour} h {minute}', hour: '{hour} h' };
  assert.deepEqual([spoken(600, french), spoken(605, french)], ['10 h', '10 h 05']);
});
