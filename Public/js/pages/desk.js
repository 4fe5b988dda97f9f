// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { keepCurrent } from '../desk/current.js';
import { listenForCopying } from '../site/copy.js';
import { improveForms } from '../site/forms.js';
import { watchArrivals } from '../site/arrivals.js';
import { offerSoundTest } from '../site/sound.js';

listenForCopying();
improveForms();
const watch = watchArrivals();
if (watch) keepCurrent(watch.line, watch.shown);
offerSoundTest();
