// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { callSeconds, minutesLeft } from '../call/host-room.js';
import { byId, data, lasting, make, say, setTool, show, t, timeOf, write } from './page.js';

/**
 * @typedef {import('../call/host-room.js').HostRoomState} HostRoomState
 * @typedef {import('./knocks.js').Appointment} Appointment
 * @typedef {(command: Promise<void>) => Promise<void>} Give says itself what was refused
 */

/** The host's own room around the call: open, locked, who is there, and what comes next. */
export class RoomPanel {
  #host;
  #give;
  #appointments;
  #now;
  /** @type {Map<string, HTMLElement>} */
  #visitors = new Map();
  /** @type {Set<string>} */
  #nudged = new Set();
  /**
   * The appointment that comes next.
   *
   * @type {Appointment|null}
   */
  next = null;

  /**
   * @param {import('../call/host.js').Host} host
   * @param {Give} give
   * @param {Map<string, Appointment>} appointments
   * @param {() => number} now by the server's clock
   */
  constructor(host, give, appointments, now) {
    this.#host = host;
    this.#give = give;
    this.#appointments = appointments;
    this.#now = now;
  }

  /** @param {HostRoomState} before @param {HostRoomState} room */
  draw(before, room) {
    const mine = room.open && room.here;
    const elsewhere = room.open && !room.here;
    show(byId('entry'), !mine);
    write(byId('entry-title'), t(elsewhere ? 'call_host_moved' : 'call_host_closed'));
    show(byId('entry-text'), !elsewhere);
    write(byId('open').querySelector('span'), t(elsewhere ? 'call_host_take_back' : 'call_host_open'));
    show(byId('room'), mine);
    this.#drawLock(before, room);
    this.#drawVisitors(room);
    this.#drawMissed(before, room);
    this.tick(room);
  }

  /** @param {HostRoomState} before @param {HostRoomState} room */
  #drawLock(before, room) {
    const { locked } = room;
    const label = t(locked ? 'call_host_unlock' : 'call_host_lock');
    write(byId('lock').querySelector('span'), label);
    byId('lock').querySelector('use')?.setAttribute('href', locked ? '#icon-unlock' : '#icon-lock');
    setTool(byId('call-lock'), {
      icon: locked ? 'lock' : 'unlock', label, short: t(locked ? 'call_host_unlock_short' : 'call_host_lock_short'),
    });
    byId('room-state').toggleAttribute('data-locked', locked);
    write(byId('room-state'), t(locked ? 'call_host_room_locked' : 'call_host_unlocked'));
    write(byId('room-text'), t(locked ? 'call_host_room_locked_text' : 'call_host_room_text'));
    show(byId('stage-lock'), locked);
    if (before.revision >= 0 && before.locked !== locked && room.open) {
      say(t(locked ? 'call_host_locked_now' : 'call_host_unlocked_now'));
    }
  }

  /** @param {HostRoomState} room */
  #drawVisitors({ visitors }) {
    const present = new Set(visitors.map(({ visitor }) => visitor));
    for (const [id, line] of this.#visitors) {
      if (present.has(id)) continue;
      line.remove();
      this.#visitors.delete(id);
      this.#nudged.delete(id);
    }
    for (const visitor of visitors) this.#drawVisitor(visitor);
    show(byId('nobody'), visitors.length === 0);
  }

  /** @param {import('../call/types.js').ArrivedVisitor} visitor */
  #drawVisitor({ visitor, name, ready, appointment }) {
    let line = this.#visitors.get(visitor);
    if (!line) {
      const button = make('button', { type: 'button', class: 'button' }, t('call_host_nudge'));
      button.addEventListener('click', () => this.#nudge(visitor, button));
      line = make('li', {}, make('span', {}, make('strong'), make('small')), button);
      this.#visitors.set(visitor, line);
      byId('visitors').append(line);
    }
    const known = appointment ? this.#appointments.get(appointment) : null;
    const shown = name ?? known?.name ?? t('call_host_no_name');
    const state = t(ready ? 'call_host_ready' : 'call_host_arrived');
    write(line.querySelector('strong'), shown);
    const which = known ? `${t('call_host_knock_appointment', { time: known.time })} · ` : '';
    write(line.querySelector('small'), which + state);
    const button = line.querySelector('button');
    show(button, ready && !this.#nudged.has(visitor));
    button?.setAttribute('aria-label', `${t('call_host_nudge')} ${shown}`);
  }

  /** @param {string} visitor @param {Element} button */
  async #nudge(visitor, button) {
    this.#nudged.add(visitor);
    show(button, false);
    await this.#give(this.#host.nudge(visitor));
    say(t('call_host_nudged'));
  }

  /**
   * Knocks that ran out without an answer, so that the host can act on them.
   *
   * @param {HostRoomState} before
   * @param {HostRoomState} room
   */
  #drawMissed(before, room) {
    const present = new Set(room.knocks.map(({ knock }) => knock));
    for (const knock of before.knocks) {
      const { deadline } = knock;
      if (present.has(knock.knock) || knock.waiting || deadline === null || this.#now() < deadline - 500) continue;
      const words = t('call_host_missed_knock', { time: timeOf(deadline), name: knock.name });
      byId('missed-knocks').prepend(make('li', {}, words));
      show(byId('missed-title'), true);
    }
  }

  /**
   * The times of the running call and of the next appointment.
   *
   * @param {HostRoomState} room
   */
  tick(room) {
    const now = this.#now();
    const running = room.call ? this.#appointments.get(room.call.appointment ?? '') : null;
    const left = running ? minutesLeft(running.startsAt, running.lengthMinutes, now) : null;
    show(byId('left'), left !== null);
    if (left !== null) {
      const minutes = Math.abs(left);
      write(byId('left'), t(left >= 0 ? 'call_host_minutes_left' : 'call_host_minutes_over', { minutes }));
    }
    const next = [...this.#appointments.values()].find(({ id, startsAt, lengthMinutes }) =>
      id !== running?.id && id !== room.ended?.appointment && startsAt + lengthMinutes * 60_000 > now);
    this.next = next ?? null;
    show(byId('stage-next'), Boolean(next));
    write(byId('next-time'), next ? next.time : '');
    write(byId('next-name'), next ? `, ${next.name}` : '');
    write(byId('next-words'), t(next ? 'call_host_next' : 'call_host_no_next'));
    if (next) write(byId('stage-next'), t('call_host_next_line', { time: next.time, name: next.name }));
  }
}

/** What is left to note when a call is over. */
export class AfterCall {
  #appointments;
  /** @type {{started: number|null, guest: string}} */
  #last = { started: null, guest: '' };
  #shown = 0;

  /** @param {Map<string, Appointment>} appointments */
  constructor(appointments) {
    this.#appointments = appointments;
    byId('after-close').addEventListener('click', () => this.hide());
    for (const which of /** @type {const} */ (['held', 'missed'])) {
      byId(which).addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        this.#note(which);
      });
    }
  }

  hide() {
    show(byId('after'), false);
  }

  /**
   * @param {HostRoomState} before
   * @param {HostRoomState} room
   * @returns {boolean} whether the summary has just appeared
   */
  draw(before, room) {
    if (room.call) {
      this.#last = { started: room.call.started ?? this.#last.started, guest: room.call.guest };
      this.hide();
    }
    const { ended } = room;
    // A page that has just come knows nothing of a call that it has not seen.
    const unseen = before.revision < 0 && this.#last.guest === '';
    if (!ended || room.call || ended.at === this.#shown || unseen) return false;
    this.#shown = ended.at;
    this.#show(ended);
    this.#last = { started: null, guest: '' };
    return true;
  }

  /** @param {import('../call/types.js').EndedCall} ended */
  #show({ reason, at, appointment }) {
    const { started, guest } = this.#last;
    const reasons = {
      hung_up: t('call_host_ended_hung_up'), left: t('call_host_ended_left', { name: guest }),
      excluded: t('call_host_ended_excluded', { name: guest }), lapsed: t('call_host_ended_lapsed', { name: guest }),
    };
    const seconds = callSeconds(started, at);
    write(byId('after-reason'), reasons[reason] ?? '');
    write(byId('after-name'), guest);
    write(byId('after-from'), started === null ? '–' : timeOf(started));
    write(byId('after-to'), timeOf(at));
    write(byId('after-length'), lasting(seconds));
    show(byId('after-note'), appointment !== null);
    show(byId('after-done'), false);
    show(byId('after'), true);
    if (appointment !== null) this.#propose(appointment, seconds);
  }

  /**
   * A call of at least a fifth of the appointment's length, or of five minutes, was held.
   *
   * @param {string} appointment
   * @param {number} seconds
   */
  #propose(appointment, seconds) {
    const length = this.#appointments.get(appointment)?.lengthMinutes ?? 25;
    const held = seconds >= Math.min(300, length * 12);
    write(byId('after-proposal'), t(held ? 'call_host_propose_held' : 'call_host_propose_missed'));
    byId('held-button').classList.toggle('button-primary', held);
    byId('missed-button').classList.toggle('button-primary', false);
    for (const which of ['held', 'missed']) byId(which).action = byId(which).dataset.action.replace(':id', appointment);
    byId('after-appointment').href = byId('after-appointment').dataset.path.replace(':id', appointment);
  }

  /**
   * Without leaving the room.
   *
   * @param {'held'|'missed'} which
   */
  async #note(which) {
    const form = byId(which);
    const done = byId('after-done');
    let noted = false;
    try {
      const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
      const response = await fetch(form.action, { method: 'POST', body, redirect: 'manual' });
      noted = response.ok || response.type === 'opaqueredirect';
    } catch {
      // Said below.
    }
    const words = { held: t('call_host_noted_held'), missed: t('call_host_noted_missed') };
    write(done, noted ? words[which] : t('call_host_not_noted'));
    show(done, true);
    show(byId('after-note'), !noted);
    say(done.textContent);
  }
}

/**
 * Asks before something that cannot be taken back.
 *
 * @param {string} title
 * @param {string} text
 * @param {string} yes
 * @returns {Promise<boolean>}
 */
export function confirmed(title, text, yes) {
  const dialog = byId('confirm');
  write(byId('confirm-title'), title);
  write(byId('confirm-text'), text);
  write(byId('confirm-yes'), yes);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

/** @returns {Map<string, Appointment>} by id, soonest first */
export function readAppointments() {
  /** @type {Appointment[]} */
  const list = JSON.parse(data.appointments ?? '[]');
  return new Map(list.map(one => [one.id, one]));
}
