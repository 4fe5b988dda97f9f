// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import { Call } from '../call/call.js';
import { Host } from '../call/host.js';
import { initialHostRoom } from '../call/host-room.js';
import { ResumeStore, SafeStore } from '../call/resume-store.js';
import { CommandRefused, SignallingClient } from '../call/signalling-client.js';
import { listenForCopying } from '../site/copy.js';
import { KnockCards } from '../ui/knocks.js';
import { LateTeller } from '../ui/late.js';
import { byId, data, page, say, show, signallingURL, t, write } from '../ui/page.js';
import { AfterCall, RoomPanel, confirmed, readAppointments } from '../ui/room.js';
import { SetUp } from '../ui/set-up.js';
import { unlockSound } from '../ui/sounds.js';
import { Stage } from '../ui/stage.js';

const setUp = new SetUp();
const resume = new ResumeStore(() => sessionStorage, location.pathname);
const signalling = new SignallingClient({
  url: signallingURL(), ticket: data.ticket ?? '', ticketURL: data.renewal, resume: () => resume.token,
});
const call = new Call({ signalling, role: 'host', devices: setUp.devices, resume });
const host = new Host({ signalling, call });
/** That this tab had opened the room, so that reloading it within the grace leaves nobody standing at the door. */
const entered = new SafeStore(() => sessionStorage);
const now = () => signalling.clock.now();
const appointments = readAppointments();
const stage = new Stage({
  call, setUp, signalling, role: 'host', end: () => give(host.hangUp()), lock: () => give(host.lock(!host.room.locked)),
});
const cards = new KnockCards(host, give, appointments, now);
const panel = new RoomPanel(host, give, appointments, now);
const after = new AfterCall(appointments);
const late = new LateTeller(words => (stage.isOpen ? stage.tell(words) : say(words)));
let before = initialHostRoom;

/**
 * What the server refuses is said; nothing on the page changes but by the server's word.
 *
 * @param {Promise<void>} command
 */
async function give(command) {
  try {
    await command;
  } catch (error) {
    const reason = error instanceof CommandRefused ? error.reason : '';
    const words = t(reason === 'seat_taken' ? 'call_host_seat_taken' : 'call_command_failed');
    if (stage.isOpen) stage.tell(words);
    else say(words);
  }
}

/** @param {import('../call/host-room.js').HostRoomState} room */
function draw(room) {
  const { moved } = room;
  if (moved !== before.moved) showMoved(moved);
  // The newest page takes over (rule 14): what the first word of the server says decides, so that two pages never take turns.
  if (before.revision < 0 && room.revision >= 0 && room.open && !room.here && !moved) openRoom();
  panel.draw(before, room);
  late.draw(panel.next, now());
  cards.draw(before, room);
  if (after.draw(before, room)) byId('after-title').focus();
  else if (room.open && room.here && !(before.open && before.here)) byId('room-title').focus();
  page.dataset.open = String(room.open && room.here);
  drawMenu(room);
  before = room;
}

/** @param {boolean} moved */
function showMoved(moved) {
  show(byId('lobby'), !moved);
  show(byId('elsewhere'), moved);
  if (!moved) return;
  entered.remove('visavis.entered');
  say(t('call_host_moved'));
  setUp.devices.stop();
  byId('elsewhere-title').focus();
}

/** @param {import('../call/host-room.js').HostRoomState} room */
function drawMenu({ call: running }) {
  const media = running?.media;
  for (const kind of /** @type {const} */ (['microphone', 'camera'])) {
    const on = Boolean(media?.[kind] && !media[`${kind}Blocked`]);
    show(byId(`mute-${kind}`), on);
    show(byId(`ask-${kind}`), media !== undefined && !on && (kind === 'microphone' || media.hasCamera));
  }
}

function openRoom() {
  unlockSound();
  after.hide();
  entered.write('visavis.entered', true);
  give(host.open());
}

async function takeBack() {
  signalling.takeBack();
  openRoom();
  await setUp.devices.start();
}

/** @param {boolean} open */
function toggleMenu(open) {
  show(byId('client-menu'), open);
  byId('call-more').setAttribute('aria-expanded', String(open));
  if (open) byId('client-menu').querySelector('button:not([hidden])')?.focus();
}

/** @param {boolean} lock */
async function exclude(lock) {
  const { name } = call.view;
  const yes = await confirmed(
    t('call_host_exclude_title', { name }), t(lock ? 'call_host_exclude_lock_text' : 'call_host_exclude_text'),
    t(lock ? 'call_host_exclude_lock' : 'call_host_exclude'));
  if (yes) give(host.exclude(lock));
}

/** @param {Promise<void>} command @param {string} words */
async function giveAndTell(command, words) {
  await give(command.then(() => stage.tell(words)));
}

function listenToMenu() {
  const actions = {
    'mute-microphone': () => giveAndTell(host.mute('microphone'), t('call_host_client_muted')),
    'mute-camera': () => giveAndTell(host.mute('camera'), t('call_host_client_camera_is_off')),
    'ask-microphone': () => giveAndTell(host.ask('microphone'), t('call_host_asked')),
    'ask-camera': () => giveAndTell(host.ask('camera'), t('call_host_asked')),
    exclude: () => exclude(false),
    'exclude-lock': () => exclude(true),
  };
  for (const [id, action] of Object.entries(actions)) {
    byId(id).addEventListener('click', () => {
      toggleMenu(false);
      byId('call-more').focus();
      action();
    });
  }
  byId('call-more').addEventListener('click', () => toggleMenu(byId('client-menu').hidden));
  byId('client-menu').addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape') return;
    toggleMenu(false);
    byId('call-more').focus();
  });
  document.addEventListener('pointerdown', event => {
    if (event.target instanceof Element && !event.target.closest('.menu-holder')) toggleMenu(false);
  });
}

/** A notification is offered by a button, never by surprise. */
function offerNotifications() {
  const possible = 'Notification' in window;
  const draw = () => {
    show(byId('notify'), possible && Notification.permission === 'default');
    const words = { granted: t('call_host_notify_on'), denied: t('call_host_notify_off'), default: '' };
    write(byId('notify-note'), possible ? words[Notification.permission] : '');
    show(byId('notify-note'), possible && Notification.permission !== 'default');
  };
  byId('notify').addEventListener('click', async () => {
    await Notification.requestPermission();
    draw();
    say(byId('notify-note').textContent);
  });
  draw();
}

function listen() {
  host.on('change', draw);
  call.on('change', ({ hidesAddresses }) => {
    panel.tick(host.room);
    show(byId('settings-hidden'), hidesAddresses);
  });
  signalling.on('state', drawLine);
  signalling.on('closed', drawLine);
  setUp.onChange = () => stage.useSpeaker();
  byId('open').addEventListener('click', openRoom);
  byId('close').addEventListener('click', () => {
    entered.remove('visavis.entered');
    give(host.close());
  });
  byId('lock').addEventListener('click', () => give(host.lock(!host.room.locked)));
  byId('call-lock').addEventListener('click', () => give(host.lock(!host.room.locked)));
  byId('take-back').addEventListener('click', takeBack);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) signalling.check(); });
  for (const event of ['pageshow', 'focus']) window.addEventListener(event, () => signalling.check());
  window.addEventListener('online', () => signalling.networkChanged());
  setInterval(() => {
    panel.tick(host.room);
    late.draw(panel.next, now());
  }, 5000);
}

function drawLine() {
  const away = signalling.state === 'offline';
  const expired = signalling.state === 'closed' && !host.room.moved;
  const words = expired ? t('call_host_expired') : away ? t('call_host_offline') : '';
  write(byId('line'), words);
  show(byId('line'), words !== '');
  if (words) say(words);
}

listen();
listenToMenu();
listenForCopying();
offerNotifications();
if (entered.read('visavis.entered')) give(host.open());
signalling.connect();
setUp.start().then(() => call.prepare()).catch(() => {});
