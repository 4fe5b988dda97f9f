// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { listenForCopying } from '../site/copy.js';
import { improveForms } from '../site/forms.js';

listenForCopying();
improveForms();

// What was just done is said once: a reload must not say it again.
const address = new URL(location.href);
if (address.searchParams.has('notice')) {
  address.searchParams.delete('notice');
  history.replaceState(null, '', address);
}
