// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { moveAppointments } from '../desk/calendar.js';
import { moveHours } from '../desk/calendar-hours.js';
import { watchArrivals } from '../site/arrivals.js';
import { listenForCopying } from '../site/copy.js';
import { improveForms } from '../site/forms.js';

listenForCopying();
improveForms();
watchArrivals();
moveAppointments();
moveHours();
