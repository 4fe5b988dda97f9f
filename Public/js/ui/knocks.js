// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { knockSeconds, newKnocks, punctuality, shouldRing } from '../call/host-room.js';
import { byId, make, say, show, t, write } from './page.js';
import { ring, softKnock } from './sounds.js';

/**
 * @typedef {import('../call/host-room.js').HostRoomState} HostRoomState
 * @typedef {import('../call/types.js').Knock} Knock
 * @typedef {{id: string, name: string, time: string, startsAt: number, lengthMinutes: number, delay: number,
 *   path: string}} Appointment
 */

/** The cards of those who ask to come in, and all that draws the host's attention to them. */
export class KnockCards {
  /** @type {Map<string, {card: HTMLElement, knock: Knock, told: boolean}>} */
  #cards = new Map();
  #host;
  #give;
  #appointments;
  #now;
  #title = document.title;
  #flash = false;
  #list = byId('knocks');
  #icon = /** @type {HTMLLinkElement|null} */ (document.querySelector('link[rel="icon"]'));
  #plainIcon = this.#icon?.href ?? '';

  /**
   * @param {import('../call/host.js').Host} host
   * @param {(command: Promise<void>) => Promise<void>} give says itself what was refused
   * @param {Map<string, Appointment>} appointments
   * @param {() => number} now by the server's clock
   */
  constructor(host, give, appointments, now) {
    this.#host = host;
    this.#give = give;
    this.#appointments = appointments;
    this.#now = now;
    setInterval(() => this.#tick(), 500);
  }

  /** @param {HostRoomState} before @param {HostRoomState} room */
  draw(before, room) {
    const present = new Set(room.knocks.map(({ knock }) => knock));
    for (const [id, { card, knock }] of this.#cards) {
      if (present.has(id)) continue;
      if (card.contains(document.activeElement)) byId('room-title').focus();
      card.remove();
      this.#cards.delete(id);
      if (room.call?.guest !== knock.name) say(t('call_host_knock_gone', { name: knock.name }));
    }
    for (const knock of room.knocks) this.#place(knock);
    show(this.#list, room.knocks.length > 0 && room.here);
    const fresh = room.here ? newKnocks(before, room) : [];
    if (fresh.length > 0) this.#announce(fresh, room.call !== null);
    ring(shouldRing(room));
    this.#tick();
  }

  /** @param {Knock} knock */
  #place(knock) {
    let entry = this.#cards.get(knock.knock);
    if (!entry) {
      entry = { card: this.#make(knock), knock, told: false };
      this.#cards.set(knock.knock, entry);
      this.#list.append(entry.card);
    }
    entry.knock = knock;
    const { card } = entry;
    write(card.querySelector('.knock-name'), knock.name);
    write(card.querySelector('.knock-what'), this.#what(knock));
    const said = card.querySelector('.knock-said');
    show(said, knock.waiting);
    write(said, knock.text ? t('call_host_waiting', { text: knock.text }) : t('call_host_waiting_bare'));
  }

  /** @param {Knock} knock */
  #make(knock) {
    const template = /** @type {HTMLTemplateElement} */ (byId('knock-card'));
    const card = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    const { name, knock: id } = knock;
    const title = card.querySelector('.knock-title');
    if (title) title.id = `knock-${id}`;
    card.setAttribute('aria-labelledby', `knock-${id} name-${id}`);
    const line = card.querySelector('.knock-name');
    if (line) line.id = `name-${id}`;
    card.querySelector('.knock-devices')?.append(...this.#devices(knock));
    this.#name(card, 'admit', t('call_host_admit_name', { name }), once(() => this.#give(this.#host.admit(id))));
    this.#name(card, 'refuse', t('call_host_refuse_name', { name }), once(() => this.#give(this.#host.refuse(id))));
    this.#name(card, 'silence', t('call_host_silence'), once(() => this.#give(this.#host.refuse(id, true))));
    show(card.querySelector('[data-act="silence"]'), knock.roomLink);
    this.#makeWait(card, knock);
    return card;
  }

  /** @param {HTMLElement} card @param {string} act @param {string} label @param {() => void} action */
  #name(card, act, label, action) {
    const button = /** @type {HTMLElement} */ (card.querySelector(`[data-act="${act}"]`));
    button.setAttribute('aria-label', label);
    button.addEventListener('click', action);
    return button;
  }

  /** @param {HTMLElement} card @param {Knock} knock */
  #makeWait(card, { knock, name }) {
    const form = /** @type {HTMLFormElement} */ (card.querySelector('.knock-wait'));
    const field = /** @type {HTMLInputElement} */ (form.querySelector('input'));
    const button = this.#name(card, 'wait', t('call_host_wait_name', { name }), () => {
      show(form, form.hidden);
      button.setAttribute('aria-expanded', String(!form.hidden));
      if (!form.hidden) /** @type {HTMLElement} */ (form.querySelector('button')).focus();
    });
    const wait = (/** @type {string} */ text) => {
      show(form, false);
      button.setAttribute('aria-expanded', 'false');
      button.focus();
      this.#give(this.#host.wait(knock, text));
    };
    for (const canned of form.querySelectorAll('[data-text]')) {
      canned.addEventListener('click', () => wait(canned.getAttribute('data-text') ?? ''));
    }
    form.addEventListener('submit', event => {
      event.preventDefault();
      if (field.value.trim()) wait(field.value.trim());
      else field.focus();
    });
  }

  /** @param {Knock} knock */
  #what({ appointment, roomLink, anotherDevice }) {
    const parts = [];
    const known = appointment ? this.#appointments.get(appointment) : null;
    if (known) {
      const { when, minutes } = punctuality(known.startsAt, this.#now());
      parts.push(t('call_host_knock_appointment', { time: known.time }));
      if (when === 'early') parts.push(t('call_host_knock_early', { minutes }));
      else if (when === 'late') parts.push(t('call_host_knock_late', { minutes }));
      else parts.push(t('call_host_knock_on_time'));
    } else {
      parts.push(t(roomLink ? 'call_host_knock_room_link' : 'call_host_knock_appointment_unknown'));
    }
    if (anotherDevice) parts.push(t('call_host_another_device'));
    return parts.join(' · ');
  }

  /** @param {Knock} knock */
  #devices({ devices }) {
    if (!devices) return [];
    const kinds = /** @type {const} */ (['camera', 'microphone', 'speaker']);
    const names = { camera: t('call_camera'), microphone: t('call_microphone'), speaker: t('call_speaker') };
    return kinds.map(kind => make('li', {},
      t(devices[kind] ? 'call_host_device_yes' : 'call_host_device_no', { kind: names[kind] })));
  }

  /** @param {Knock[]} fresh @param {boolean} inCall */
  #announce(fresh, inCall) {
    say(fresh.map(({ name }) => t('call_host_knock_said', { name })).join(' '));
    if (inCall) softKnock();
    const card = this.#cards.get(fresh[0].knock)?.card;
    if (!isTyping()) card?.focus();
    if (document.hidden && 'Notification' in window && Notification.permission === 'granted') {
      const notification = new Notification(t('call_host_knock'), { tag: 'knock', requireInteraction: true });
      notification.onclick = () => {
        window.focus();
        notification.close();
      };
    }
  }

  /** Draws what only time changes. */
  #tick() {
    const now = this.#now();
    let open = 0;
    for (const entry of this.#cards.values()) {
      const { card, knock } = entry;
      const seconds = knockSeconds(knock, now) ?? 0;
      write(card.querySelector('.knock-digits'), t('call_host_seconds', { seconds }));
      show(card.querySelector('.knock-digits'), !knock.waiting);
      if (knock.waiting) continue;
      open += 1;
      if (seconds <= 10 && !entry.told) {
        entry.told = true;
        say(t('call_host_knock_ten', { name: knock.name }));
      }
    }
    this.#attract(open > 0);
  }

  /**
   * The title and the icon change while somebody waits for an answer.
   *
   * @param {boolean} wanted
   */
  #attract(wanted) {
    if (!wanted && !this.#flash) return;
    this.#flash = wanted && !this.#flash;
    document.title = this.#flash ? t('call_host_knock_title') : this.#title;
    if (this.#icon) this.#icon.href = this.#flash ? knockIcon : this.#plainIcon;
  }
}

/**
 * A press counts once until it has been answered: an impatient second one would be refused and look like a failure.
 *
 * @param {() => Promise<void>} action
 */
function once(action) {
  let isUnderWay = false;
  return async () => {
    if (isUnderWay) return;
    isUnderWay = true;
    await action();
    isUnderWay = false;
  };
}

const knockIcon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="30" fill="#b4532f"/>'
  + '<path d="M32 14v24M32 47v3" stroke="#fff" stroke-width="8" stroke-linecap="round"/></svg>')}`;

/** Whether the host is writing something that a new card must not interrupt. */
function isTyping() {
  const active = document.activeElement;
  return Boolean(active?.matches('input, textarea, select, [contenteditable], dialog *'));
}
