// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/** Shows the times in the zone of this browser, unless one was chosen, and changes at once when another is. */
export function chooseZone() {
  const form = /** @type {HTMLFormElement|null} */ (document.querySelector('form[data-zone]'));
  const select = form?.querySelector('select');
  if (!form || !select) return;
  select.addEventListener('change', () => form.requestSubmit());
  if (form.dataset.zoneGiven === 'true') return;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!own || own === form.dataset.zone) return;
  const address = new URL(location.href);
  address.searchParams.set('zone', own);
  location.replace(address);
}
