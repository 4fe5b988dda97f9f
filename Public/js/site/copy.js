// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/** The one polite live region of this page; made when first needed. */
function announcer() {
  const existing = document.getElementById('announcer');
  if (existing) return existing;
  const region = document.createElement('p');
  region.id = 'announcer';
  region.className = 'visually-hidden';
  region.setAttribute('role', 'status');
  document.body.append(region);
  return region;
}

/** @param {string} sentence */
export function announce(sentence) {
  const region = announcer();
  region.textContent = '';
  // A region that is filled in the turn it is made is not read out.
  setTimeout(() => { region.textContent = sentence; }, 50);
}

/** @param {HTMLInputElement|HTMLTextAreaElement} source */
async function write(source) {
  try {
    await navigator.clipboard.writeText(source.value);
    return true;
  } catch {
    // No permission, or a page without TLS: the older way needs the text selected and visible.
    source.focus();
    source.select();
    return document.execCommand('copy');
  }
}

/** @param {HTMLElement} button */
async function copy(button) {
  const source = document.getElementById(button.dataset.copy ?? '');
  if (!(source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement)) return;
  if (!(await write(source))) return;
  const said = button.dataset.copied ?? '';
  announce(said);
  button.dataset.label ??= button.textContent ?? '';
  button.textContent = said;
  setTimeout(() => { button.textContent = button.dataset.label ?? ''; }, 2500);
}

/** Buttons with `data-copy` (the id of a field) copy its text and say so with `data-copied`. */
export function listenForCopying() {
  document.addEventListener('click', event => {
    const target = event.target instanceof Element ? event.target : null;
    const button = /** @type {HTMLElement|null} */ (target?.closest('[data-copy]') ?? null);
    if (button) copy(button);
    else if (target instanceof HTMLInputElement && target.readOnly) target.select();
  });
}
