// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Typing in a form that has a preview button shows the preview anew, a moment after the last key; pressing the button also
 * brings the preview into sight.
 * @param {HTMLButtonElement} button
 */
function previewWhileTyping(button) {
  const form = button.form;
  if (!form) return;
  let timer = 0;
  let isTyped = false;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!form.checkValidity()) return;
      isTyped = true;
      form.requestSubmit(button);
      isTyped = false;
    }, 700);
  });
  form.addEventListener('submit', event => {
    // Whatever leaves the page must not be overtaken by a preview, nor a press by what was typed before it.
    if (!isTyped) clearTimeout(timer);
    if (isTyped || event.submitter !== button) return;
    document.getElementsByName(button.formTarget)[0]?.scrollIntoView({ block: 'nearest' });
  });
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
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('button[data-preview]'))) {
    previewWhileTyping(button);
  }
  showByChoice();
}
