// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/** Takes the browser's own zone where a set-up form has not been sent yet and the list has it. */
function detectZone() {
  const select = /** @type {HTMLSelectElement|null} */ (document.querySelector('[data-detect-zone] select[name="timeZone"]'));
  if (!select || document.querySelector('.error-summary')) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...select.options].some(option => option.value === zone)) select.value = zone;
}

/** `data-shown-by="name"` is there only while the check box of that name is ticked. */
function showByCheckBox() {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-shown-by]'))) {
    const box = /** @type {HTMLInputElement|null} */ (document.querySelector(`input[name="${part.dataset.shownBy}"]`));
    if (!box) continue;
    const show = () => { part.hidden = !box.checked; };
    box.addEventListener('change', show);
    show();
  }
}

/** A second press while the first is on its way would send the form twice. */
function sendOnce() {
  document.addEventListener('submit', event => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    // A preview goes to a frame: this page stays, and the form with it.
    if (/** @type {HTMLButtonElement|null} */ (event.submitter)?.formTarget) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
  addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
}

export function improveForms() {
  detectZone();
  showByCheckBox();
  sendOnce();
  /** @type {HTMLElement|null} */ (document.querySelector('.error-summary'))?.focus();
}
