// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { countDown } from '../book/countdown.js';
import { reportHeight } from '../book/frame.js';
import { chooseZone } from '../book/zone.js';
import { improveForms } from '../site/forms.js';

chooseZone();
countDown();
improveForms();
reportHeight();
