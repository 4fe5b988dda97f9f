// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { secondsBetween } from './events.js';

/**
 * @typedef {import('./types.js').VisitorState} VisitorState
 *
 * @typedef {object} LobbyState  all that a client's page draws from
 * @property {VisitorState} state  what to show; `offline` while the line is away and no call runs
 * @property {VisitorState|null} known  the last state that the server said
 * @property {number} revision
 * @property {number|null} deadline  server's clock
 * @property {number|null} starts  the appointment's start by the server, which may have moved since the page was written
 * @property {number|null} opens  server's clock, with too_early
 * @property {number|null} delay  minutes by which the host has said to be late
 * @property {string|null} text  with asked_to_wait
 * @property {string|null} host
 * @property {string|null} knock  the id of this page load's knock
 * @property {boolean} online
 * @property {boolean} nudged  the host asks the visitor to knock; until they do
 * @property {boolean} finished  this page load has had its answer; only a reload may ask again
 *
 * @typedef {import('./types.js').PageMessage
 *   | {type: 'welcome'} | {type: 'line', online: boolean} | {type: 'left'}
 *   | {type: 'asked', knock: string} | {type: 'not_asked'}} LobbyEvent
 */

/**
 * Outcomes after which this page load cannot ask again. (`withdrawn` and `host_left` end a knock only: the server
 * brings the set-up page back.)
 *
 * @type {ReadonlySet<VisitorState>}
 */
export const finalStates = new Set(/** @type {VisitorState[]} */ ([
  'refused', 'no_answer', 'excluded', 'ended', 'moved_device', 'too_many',
]));

/**
 * States in which the server takes a knock.
 *
 * @type {ReadonlySet<VisitorState>}
 */
const askingStates = new Set(/** @type {VisitorState[]} */ (['open', 'busy']));

/**
 * States after admission.
 *
 * @type {ReadonlySet<VisitorState>}
 */
export const callStates = new Set(/** @type {VisitorState[]} */ (['admitted', 'connecting', 'in_call']));

/** @type {LobbyState} */
export const initialLobby = Object.freeze({
  state: 'offline', known: null, revision: -1, deadline: null, starts: null, opens: null, delay: null, text: null, host: null, knock: null,
  online: false, nudged: false, finished: false,
});

/**
 * @param {LobbyState} lobby
 * @param {LobbyEvent} event
 * @returns {LobbyState} the same object when nothing changed
 */
export function reduceLobby(lobby, event) {
  switch (event.type) {
    case 'room': return 'state' in event ? roomSaid(lobby, event) : lobby;
    // A restarted server counts its revisions anew.
    case 'welcome': return shown({ ...lobby, online: true, revision: -1 });
    case 'line': return shown({ ...lobby, online: event.online });
    case 'asked': return lobby.finished ? lobby : { ...lobby, knock: event.knock, nudged: false };
    case 'not_asked': return { ...lobby, knock: null };
    case 'left': return ended(lobby, 'ended');
    case 'nudge': return mayAsk(lobby) ? { ...lobby, nudged: true } : lobby;
    case 'moved': return ended(lobby, 'moved_device');
    case 'grant': return admitted(lobby, event.name);
    default: return lobby;
  }
}

/** @param {LobbyState} lobby @param {import('./types.js').VisitorRoom} room */
function roomSaid(lobby, room) {
  if (lobby.finished || room.revision <= lobby.revision) return lobby;
  const { revision, deadline, text, host, starts = null, opens = null, delay = null } = room;
  const next = { ...lobby, known: room.state, revision, deadline, text, host, starts, opens, delay };
  if (!askingStates.has(room.state)) next.nudged = false;
  const knockEnded = isWaiting(lobby) ? !isWaiting(next) : room.state === 'withdrawn' || room.state === 'host_left';
  if (knockEnded) next.knock = null;
  return finalStates.has(room.state) ? ended(next, room.state) : shown(next);
}

/** @param {LobbyState} lobby @param {string} host */
function admitted(lobby, host) {
  if (lobby.finished || lobby.known === 'in_call') return lobby;
  return shown({ ...lobby, known: 'admitted', host });
}

/** @param {LobbyState} lobby @param {VisitorState} outcome @returns {LobbyState} */
function ended(lobby, outcome) {
  return { ...lobby, state: outcome, known: outcome, finished: true, nudged: false, deadline: null };
}

/**
 * The state to show: an outcome and a running call are not covered by a line that is away.
 *
 * @param {LobbyState} lobby
 */
function shown(lobby) {
  const { known, online, finished } = lobby;
  if (finished) return lobby;
  /** @type {VisitorState} */
  const state = known && (online || callStates.has(known)) ? known : 'offline';
  return { ...lobby, state };
}

/**
 * Whether the button "Ask to join" does something.
 *
 * @param {LobbyState} lobby
 */
export function mayAsk(lobby) {
  return !lobby.finished && lobby.online && lobby.knock === null && askingStates.has(lobby.state);
}

/**
 * The knock is on its way and the server has not said "waiting" yet.
 *
 * @param {LobbyState} lobby
 */
export function isAsking(lobby) {
  return lobby.knock !== null && !lobby.finished && !isWaiting(lobby) && !(lobby.known && callStates.has(lobby.known));
}

/**
 * The page was written for another start, and nothing in it would be lost by loading it anew.
 *
 * @param {LobbyState} lobby
 * @param {number} startsAt as the page says; not a number on the room's link
 */
export function isOutdated(lobby, startsAt) {
  if (lobby.starts === null || Number.isNaN(startsAt) || lobby.finished) return false;
  return lobby.starts !== startsAt && !isWaiting(lobby) && !isAsking(lobby) && !callStates.has(lobby.state);
}

/**
 * Whether a knock of this page load waits for its answer.
 *
 * @param {LobbyState} lobby
 */
export function isWaiting(lobby) {
  return lobby.known === 'waiting' || lobby.known === 'asked_to_wait';
}

/**
 * @param {LobbyState} lobby
 * @param {number} now by the server's clock
 * @returns {number|null}
 */
export function lobbySeconds(lobby, now) {
  return secondsBetween(now, lobby.deadline);
}
