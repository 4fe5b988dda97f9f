// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

// For pages of other sites: shows the booking page inside each element with `data-visavis-booking`. The link that stands there
// stays in its place where the frame does not come, for want of scripts, of the site or of its owner's leave.
(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const home = new URL(script.src).origin;
  const patience = 8000;

  /** @param {HTMLElement} place @param {HTMLAnchorElement} link */
  function embed(place, link) {
    const address = new URL(link.href);
    if (address.origin !== home) return;
    address.searchParams.set('embed', location.origin);
    if (place.lang) address.searchParams.set('language', place.lang);
    const frame = document.createElement('iframe');
    frame.src = address.href;
    frame.title = link.textContent ?? '';
    frame.referrerPolicy = 'no-referrer';
    Object.assign(frame.style, { width: '100%', height: '1px', border: '0', display: 'block' });
    const giveUp = setTimeout(() => frame.remove(), patience);
    addEventListener('message', event => {
      if (event.origin !== home || event.source !== frame.contentWindow) return;
      const { type, height, isNew } = event.data ?? {};
      if (type !== 'visavis-booking' || !(height > 0 && height < 20000)) return;
      clearTimeout(giveUp);
      const wasShown = link.hidden;
      link.hidden = true;
      frame.style.height = `${Math.ceil(height)}px`;
      if (isNew && wasShown && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
    });
    place.append(frame);
  }

  function embedAll() {
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-visavis-booking]'))) {
      const link = place.querySelector('a[href]');
      if (link instanceof HTMLAnchorElement && !place.querySelector('iframe')) embed(place, link);
    }
  }

  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', embedAll);
  else embedAll();
})();
