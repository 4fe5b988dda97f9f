// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import './site.js';
import { improveOffer } from '../site/offer.js';

improveOffer();
