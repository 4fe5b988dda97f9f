// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { SignallingClient } from '../call/signalling-client.js';
import { initialHostRoom, reduceHostRoom, unanswered } from '../call/host-room.js';

/**
 * Says who has arrived or asks to join while the practitioner is elsewhere on the desk, and offers to open the room.
 *
 * @param {HTMLElement} place
 */
function watch(place) {
  const { ticket = '', signalling = '/ws', renewal, arrived = '', asks = '', anyone = '' } = place.dataset;
  const [text, link] = /** @type {HTMLElement[]} */ ([...place.children]);
  const client = new SignallingClient({
    url: `${location.origin.replace('http', 'ws')}${signalling}`, ticket, ticketURL: renewal,
  });
  let room = initialHostRoom;
  const draw = () => {
    const asking = unanswered(room)[0];
    // With the room open in another window that window tells who is there.
    const someone = asking ?? (room.open ? undefined : room.visitors[0]);
    const sentence = someone ? (asking ? asks : arrived).replace('{name}', () => someone.name ?? anyone) : '';
    if (text.textContent !== sentence) text.textContent = sentence;
    text.hidden = link.hidden = !someone;
    document.title = document.title.replace(/^● /, '');
    if (asking) document.title = `● ${document.title}`;
  };
  client.on('message', message => {
    room = reduceHostRoom(room, message);
    draw();
  });
  client.on('welcome', () => { room = reduceHostRoom(room, { type: 'welcome' }); });
  addEventListener('online', () => client.check());
  document.addEventListener('visibilitychange', () => { if (!document.hidden) client.check(); });
  client.connect();
  return client;
}

/** @returns the line to the server, and what this page was made from; null on a page without */
export function watchArrivals() {
  const place = document.querySelector('[data-arrivals]');
  return place instanceof HTMLElement ? { line: watch(place), shown: place.dataset.revision ?? '' } : null;
}
