// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { Freshness } from '../site/freshness.js';
import { redraw } from '../site/redraw.js';
import { Announcer } from '../ui/announcer.js';

/** Milliseconds after a list has changed in which a pointer presses nothing in it: another row has come under it. */
const calm = 600;

/** @returns {Promise<Document>} this page as the server would show it now */
async function load() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (answer.status >= 500) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

/** @param {ParentNode} part @returns {HTMLElement[]} */
const rows = part => [...part.querySelectorAll('[data-key]')].map(row => /** @type {HTMLElement} */ (row));

/** @param {ParentNode} part which rows it has, and how old each is */
const order = part => rows(part).map(({ dataset }) => `${dataset.key} ${dataset.revision}`).join();

/** The day's lists, drawn anew while they are looked at. */
class Lists {
  #place;
  #announcer;
  #calmUntil = 0;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.#place = place;
    const region = document.createElement('p');
    region.className = 'visually-hidden';
    region.setAttribute('role', 'status');
    place.after(region);
    this.#announcer = new Announcer(region);
    place.addEventListener('click', event => this.#hold(event), true);
  }

  /** @param {Document} fresh */
  draw(fresh) {
    const lists = fresh.querySelector('[data-lists]');
    // Signed out meanwhile.
    if (!lists) return;
    const before = new Set(rows(this.#place).map(row => row.dataset.key));
    const isOther = order(this.#place) !== order(lists);
    redraw(this.#place, lists);
    if (!isOther) return;
    this.#calmUntil = performance.now() + calm;
    const come = rows(this.#place).filter(row => !before.has(row.dataset.key) && row.dataset.asks);
    for (const row of come) row.dataset.new = '';
    if (come.length === 0) return this.#announcer.say(this.#place.dataset.changed ?? '');
    for (const row of come) this.#announcer.say((this.#place.dataset.asked ?? '').replace('{name}', row.dataset.asks ?? ''));
  }

  /** @param {MouseEvent} event a key presses what has the focus, which stays where it is */
  #hold(event) {
    if (event.detail === 0 || performance.now() >= this.#calmUntil) return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/**
 * Says that what this page is about has changed elsewhere, and offers to load it anew: what is typed stays until then.
 *
 * @param {HTMLElement} place
 * @param {Document} fresh
 */
function offer(place, fresh) {
  const now = fresh.querySelector('[data-seen]');
  const text = /** @type {HTMLElement} */ (place.firstElementChild);
  text.hidden = now instanceof HTMLElement && now.dataset.seen === place.dataset.seen;
}

/**
 * Keeps a page of the desk from growing old while it is open.
 *
 * @param {import('../call/signalling-client.js').SignallingClient} line
 * @param {string} shown what the page was made from
 */
export function keepCurrent(line, shown) {
  const [lists, seen] = ['[data-lists]', '[data-seen]'].map(name => document.querySelector(name));
  const drawn = lists instanceof HTMLElement ? new Lists(lists) : null;
  if (!drawn && !(seen instanceof HTMLElement)) return;
  const freshness = new Freshness(shown, async () => {
    const fresh = await load();
    drawn?.draw(fresh);
    if (seen instanceof HTMLElement) offer(seen, fresh);
  });
  line.on('message', message => freshness.hear(message));
}
