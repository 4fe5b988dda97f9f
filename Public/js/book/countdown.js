// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/** @param {HTMLElement} line @param {number} seconds */
function words(line, seconds) {
  const { left = '', minutes = '', seconds: few = '' } = line.dataset;
  const time = (seconds >= 60 ? minutes : few)
    .replace('{minutes}', String(Math.floor(seconds / 60))).replace('{seconds}', String(seconds % 60));
  return left.replace('{left}', time);
}

/** How long a slot is still kept, counted from the server's clock at the time the page was written. It is read out only at its end. */
export function countDown() {
  const line = /** @type {HTMLElement|null} */ (document.querySelector('[data-until]'));
  if (!line) return;
  const end = performance.now() + Number(line.dataset.until) - Number(line.dataset.now);
  const draw = () => {
    const seconds = Math.ceil((end - performance.now()) / 1000);
    if (seconds > 0) {
      line.textContent = words(line, seconds);
      return;
    }
    clearInterval(timer);
    line.setAttribute('role', 'status');
    line.textContent = line.dataset.over ?? '';
  };
  const timer = setInterval(draw, 1000);
  draw();
}
