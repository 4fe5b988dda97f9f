// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { Freshness } from '../site/freshness.js';
import { redraw } from '../site/redraw.js';
import { Announcer } from '../ui/announcer.js';

/** Milliseconds after a list has changed in which a pointer presses nothing in it: another row has come under it. */
const calm = 600;

/**
 * What the person may have in hand: nothing is drawn anew under it.
 *
 * @typedef {object} Hand
 * @property {boolean} isHeld
 * @property {() => Promise<void>} free  when it is empty
 * @property {() => void} drawn  the page was drawn anew
 */

/** @returns {Promise<Document>} this page as the server would show it now */
async function load() {
  const place = document.querySelector('[data-here]');
  const address = (place instanceof HTMLElement && place.dataset.here) || location.href;
  const answer = await fetch(address, { headers: { Accept: 'text/html' } });
  if (answer.status >= 500) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

/** @param {ParentNode} part @returns {HTMLElement[]} */
const rows = part => [...part.querySelectorAll('[data-key]')].map(row => /** @type {HTMLElement} */ (row));

/** @param {ParentNode} part which rows it has, and how old each is; without rows all that it says */
function state(part) {
  const found = rows(part);
  if (found.length === 0) return part.textContent;
  return found.map(({ dataset }) => `${dataset.key} ${dataset.revision}`).join();
}

/** @param {HTMLElement} part @returns {Map<string, string>} what is ticked in it, and how each is called */
function ticked(part) {
  const boxes = [...part.querySelectorAll('input:checked')].map(box => /** @type {HTMLInputElement} */ (box));
  return new Map(boxes.map(box => [box.value, box.labels?.[0]?.textContent ?? '']));
}

/** A part of the page that is drawn anew while it is looked at. */
class Part {
  /** @type {string[]} */
  #gone = [];
  #note = document.createElement('p');
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
    const part = fresh.querySelector(`[data-part="${this.#place.dataset.part}"]`);
    // Signed out meanwhile.
    if (!part) return;
    const before = new Set(rows(this.#place).map(row => row.dataset.key));
    const isOther = state(this.#place) !== state(part);
    const ticks = ticked(this.#place);
    redraw(this.#place, part);
    this.#keepTicks(ticks);
    if (!isOther) return;
    this.#calmUntil = performance.now() + calm;
    const come = rows(this.#place).filter(row => !before.has(row.dataset.key) && row.dataset.asks);
    for (const row of come) row.dataset.new = '';
    if (come.length === 0) return this.#announcer.say(this.#place.dataset.changed ?? '');
    for (const row of come) this.#announcer.say((this.#place.dataset.asked ?? '').replace('{name}', row.dataset.asks ?? ''));
  }

  /** @param {Map<string, string>} ticks what was ticked; of what is no more the page says so */
  #keepTicks(ticks) {
    const left = new Set([...this.#place.querySelectorAll('input')].map(({ value }) => value));
    const gone = [...ticks].filter(([value]) => !left.has(value)).map(([, name]) => name.trim());
    if (gone.length === 0) return;
    this.#gone.push(...gone);
    this.#note.textContent = (this.#place.dataset.gone ?? '').replace('{times}', () => this.#gone.join(' · '));
    this.#note.className = 'aside warning';
    this.#place.before(this.#note);
    this.#announcer.say(this.#note.textContent);
  }

  /** @param {MouseEvent} event a key presses what has the focus, which stays where it is */
  #hold(event) {
    if (event.detail === 0 || performance.now() >= this.#calmUntil) return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** Says that what this page is about has changed elsewhere, and offers to show it: what is typed stays until then, and after. */
class Subject {
  #place;
  #text;
  /** @type {Document|null} */
  #fresh = null;

  /** @param {HTMLElement} place @param {(fresh: Document) => boolean} show false when the page cannot show it in its place */
  constructor(place, show) {
    this.#place = place;
    this.#text = /** @type {HTMLElement} */ (place.firstElementChild);
    this.#text.addEventListener('click', event => {
      const now = this.#fresh?.querySelector('[data-seen]');
      if (!(event.target instanceof HTMLAnchorElement && this.#fresh && now instanceof HTMLElement && show(this.#fresh))) return;
      event.preventDefault();
      place.dataset.seen = now.dataset.seen;
      this.#text.hidden = true;
    });
  }

  /** @param {Document} fresh @returns whether it is what the page shows */
  isSame(fresh) {
    const now = fresh.querySelector('[data-seen]');
    this.#fresh = fresh;
    this.#text.hidden = now instanceof HTMLElement && now.dataset.seen === this.#place.dataset.seen;
    return this.#text.hidden;
  }
}

/**
 * Keeps a page of the desk from growing old while it is open.
 *
 * @param {import('../call/signalling-client.js').SignallingClient} line
 * @param {string} shown what the page was made from
 * @param {Hand|null} [hand]
 */
export function keepCurrent(line, shown, hand = null) {
  const parts = [...document.querySelectorAll('[data-part]')].map(place => new Part(/** @type {HTMLElement} */ (place)));
  const seen = document.querySelector('[data-seen]');
  if (parts.length === 0 && !seen) return;
  const draw = (/** @type {Document} */ fresh) => {
    for (const part of parts) part.draw(fresh);
    hand?.drawn();
  };
  const subject = seen instanceof HTMLElement ? new Subject(seen, fresh => {
    if (!fresh.querySelector('[data-part]')) return false;
    draw(fresh);
    return true;
  }) : null;
  const freshness = new Freshness(shown, async () => {
    /** @type {Document} */
    let fresh;
    do {
      await hand?.free();
      fresh = await load();
    } while (hand?.isHeld);
    if (!subject || subject.isSame(fresh)) draw(fresh);
  });
  line.on('message', message => freshness.hear(message));
}
