// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { moveAppointments } from '../desk/calendar.js';
import { Board } from '../desk/calendar-board.js';
import { moveHours } from '../desk/calendar-hours.js';
import { keepCurrent } from '../desk/current.js';
import { watchArrivals } from '../site/arrivals.js';
import { listenForCopying } from '../site/copy.js';
import { improveForms } from '../site/forms.js';

listenForCopying();
improveForms();
const watch = watchArrivals();
const board = Board.find();
if (board) {
  moveAppointments(board);
  moveHours(board);
}
if (watch) keepCurrent(watch.line, watch.shown, board);
