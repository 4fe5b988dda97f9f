// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { secondsBetween } from './events.js';

/**
 * @typedef {import('./types.js').HostRoomMessage} HostRoomMessage
 * @typedef {import('./types.js').Knock} Knock
 *
 * @typedef {object} HostRoomState  all that the host's page draws from
 * @property {boolean} online
 * @property {boolean} here  this page is the one in the room
 * @property {boolean} moved  a newer page took over; may take back
 * @property {boolean} open
 * @property {boolean} locked
 * @property {number} revision
 * @property {Knock[]} knocks  oldest first
 * @property {import('./types.js').ArrivedVisitor[]} visitors
 * @property {import('./types.js').RunningCall|null} call
 * @property {import('./types.js').EndedCall|null} ended
 *
 * @typedef {import('./types.js').PageMessage | {type: 'welcome'} | {type: 'line', online: boolean}} HostRoomEvent
 */

/** @type {HostRoomState} */
export const initialHostRoom = Object.freeze({
  online: false, here: false, moved: false, open: false, locked: false, revision: -1,
  knocks: [], visitors: [], call: null, ended: null,
});

/**
 * @param {HostRoomState} room
 * @param {HostRoomEvent} event
 * @returns {HostRoomState} the same object when nothing changed
 */
export function reduceHostRoom(room, event) {
  switch (event.type) {
    case 'welcome': return { ...room, online: true, moved: false, revision: -1 };
    case 'line': return { ...room, online: event.online };
    case 'moved': return { ...room, moved: true, here: false };
    case 'peer': return peerSaid(room, event);
    case 'room': return 'knocks' in event ? roomSaid(room, event) : room;
    default: return room;
  }
}

/** @param {HostRoomState} room @param {HostRoomMessage} said @returns {HostRoomState} */
function roomSaid(room, said) {
  if (said.revision <= room.revision) return room;
  const { revision, open, locked, knocks, visitors, call, ended, here = true } = said;
  return { ...room, revision, open, locked, knocks, visitors, call, ended, here };
}

/** @param {HostRoomState} room @param {import('./types.js').PeerMessage} peer @returns {HostRoomState} */
function peerSaid(room, peer) {
  if (room.call?.call !== peer.call) return room;
  const { state, media, seatDeadline, present } = peer;
  return { ...room, call: { ...room.call, state, media, seatDeadline, guestPresent: present } };
}

/**
 * Knocks that want an answer now: not those already asked to wait.
 *
 * @param {HostRoomState} room
 */
export function unanswered(room) {
  return room.knocks.filter(knock => !knock.waiting);
}

/**
 * While no call runs an unanswered knock rings until it is answered; during a call it makes one soft sound.
 *
 * @param {HostRoomState} room
 */
export function shouldRing(room) {
  return room.here && room.call === null && unanswered(room).length > 0;
}

/**
 * The knocks that were not there before, and those that were asked to wait and want an answer again.
 *
 * @param {HostRoomState} before
 * @param {HostRoomState} after
 */
export function newKnocks(before, after) {
  const known = new Set(unanswered(before).map(({ knock }) => knock));
  return unanswered(after).filter(({ knock }) => !known.has(knock));
}

/** @param {{deadline: number|null}} knock @param {number} now by the server's clock */
export function knockSeconds(knock, now) {
  return secondsBetween(now, knock.deadline);
}

/**
 * Seconds for which a dropped guest's seat is still kept; null while nobody is missing.
 *
 * @param {HostRoomState} room
 * @param {number} now
 */
export function seatSeconds(room, now) {
  return secondsBetween(now, room.call?.seatDeadline);
}

/**
 * @param {number} startsAt the appointment's hour
 * @param {number} now
 * @returns {{when: 'early'|'on_time'|'late', minutes: number}} on time is within the minute
 */
export function punctuality(startsAt, now) {
  const minutes = Math.trunc((now - startsAt) / 60_000);
  if (minutes === 0) return { when: 'on_time', minutes: 0 };
  return minutes < 0 ? { when: 'early', minutes: -minutes } : { when: 'late', minutes };
}

/**
 * @param {number|null} startsAt
 * @param {number} lengthMinutes
 * @param {number} now
 * @returns {number|null} whole minutes until the appointment's end; negative when over
 */
export function minutesLeft(startsAt, lengthMinutes, now) {
  return startsAt === null ? null : Math.ceil((startsAt + lengthMinutes * 60_000 - now) / 60_000);
}

/** @param {number|null} started @param {number} now @returns {number} whole seconds the call has lasted */
export function callSeconds(started, now) {
  return started === null ? 0 : Math.max(0, Math.floor((now - started) / 1000));
}
