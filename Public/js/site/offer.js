// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/** Typing in a form that has a preview button shows the preview anew, a moment after the last key. */
function previewWhileTyping() {
  const button = /** @type {HTMLButtonElement|null} */ (document.querySelector('button[data-preview]'));
  const form = button?.form;
  if (!button || !form) return;
  let timer = 0;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (form.checkValidity()) form.requestSubmit(button); }, 700);
  });
  // Whatever leaves the page must not be overtaken by a preview.
  form.addEventListener('submit', event => { if (event.submitter !== button) clearTimeout(timer); });
}

/** `data-shown-with="id"` is there only while the radio button of that id is chosen. */
function showByChoice() {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-shown-with]'))) {
    const choice = /** @type {HTMLInputElement|null} */ (document.getElementById(part.dataset.shownWith ?? ''));
    if (!choice) continue;
    const show = () => { part.hidden = !choice.checked; };
    choice.form?.addEventListener('change', show);
    show();
  }
}

export function improveOffer() {
  previewWhileTyping();
  showByChoice();
}
