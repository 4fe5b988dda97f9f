// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { improveForms } from '../site/forms.js';

improveForms();

/** Says that the door is open when the moment comes; browsers keep no longer timers than 24 days. */
function watchDoor() {
  const line = /** @type {HTMLElement|null} */ (document.querySelector('[data-opens]'));
  if (!line) return;
  const left = Number(line.dataset.opens) - Number(line.dataset.now);
  if (left <= 0 || left > 86_400_000) return;
  line.setAttribute('role', 'status');
  setTimeout(() => { line.textContent = line.dataset.open ?? ''; }, left);
}

watchDoor();

// What was just done is said once: a reload must not say it again.
const address = new URL(location.href);
if (address.searchParams.has('done')) {
  address.searchParams.delete('done');
  history.replaceState(null, '', address);
}
