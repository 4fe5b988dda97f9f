// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { improveForms } from '../site/forms.js';

improveForms();

const doorLine = () => /** @type {HTMLElement|null} */ (document.querySelector('[data-opens]'));
/** Milliseconds after which what the page says of the time is asked for again. */
const refreshing = 300_000;

/** Says again when the door opens, and that it is open when the moment comes. */
function watchDoor() {
  const line = doorLine();
  if (!line) return;
  line.setAttribute('role', 'status');
  const left = Number(line.dataset.opens) - Number(line.dataset.now);
  setTimeout(refresh, left > 0 ? Math.min(left, refreshing) : refreshing);
}

async function refresh() {
  const answer = await fetch(location.href).catch(() => null);
  const fresh = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
  const line = /** @type {HTMLElement|null} */ (fresh?.querySelector('[data-opens]'));
  const before = doorLine();
  // Another door is another hour, and without one the whole page is another; what is being written is not thrown away.
  const isSame = line !== null && line.dataset.opens === before?.dataset.opens;
  if (fresh && !isSame && !document.activeElement?.matches('input, textarea')) return location.reload();
  if (line && before && isSame) {
    if (before.textContent !== line.textContent) before.textContent = line.textContent;
    Object.assign(before.dataset, line.dataset);
  }
  watchDoor();
}

watchDoor();

// What was just done is said once: a reload must not say it again.
const address = new URL(location.href);
if (address.searchParams.has('done')) {
  address.searchParams.delete('done');
  history.replaceState(null, '', address);
}
